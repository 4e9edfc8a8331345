import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Forbidden, Incompatible, Offline, SignInAgain, WrongEpoch } from '../protocol/SyncError.ts'
import { describeState } from './DescribeState.ts'
import { type Facts, initialState, type SessionEvent, type SessionState } from './SessionState.ts'
import { step } from './SessionTransition.ts'

const nothing: Facts = {
  unsealed: 0,
  unsent: 0,
  parked: 0,
  sendable: false,
  cursor: 0,
  placed: true,
  unsurveyed: false,
  written: 0,
}
const start = (facts: Partial<Facts> = {}, interactive = false): SessionState =>
  initialState({ ...nothing, ...facts }, true, interactive)

/** Runs events over a state; the last step's wants by tag. */
const run = (state: SessionState, ...events: readonly SessionEvent[]) => {
  let wants: readonly string[] = []
  let now = state
  for (const event of events) {
    const [next, wanted] = step(now, event)
    now = next
    wants = wanted.map(({ _tag }) => _tag)
  }
  return { state: now, phase: now.phase, wants }
}

const attached = { _tag: 'Attached' } as const
const paged = (head: number) => ({ _tag: 'Paged', head }) as const
const failed = (error: Extract<SessionEvent, { _tag: 'Failed' }>['error']) =>
  ({ _tag: 'Failed', error }) as const

describe('a session', () => {
  it('RT-1 reads the log when it is attached, and again whenever news may have been missed', () => {
    expect(run(start(), attached)).toMatchObject({ phase: 'reading', wants: ['Read'] })
    expect(run(start(), attached, paged(0))).toMatchObject({ phase: 'idle', wants: [] })
    expect(run(start(), attached, paged(0), { _tag: 'Heard', seq: 1 }).wants).toEqual(['Read'])
    expect(run(start(), attached, paged(0), { _tag: 'Doubted' }).wants).toEqual(['Read'])
    expect(run(start(), attached, { _tag: 'Doubted' }, paged(0)).wants).toEqual(['Read'])
  })

  it('IN-4 tells which read came to the head it found, whatever is to be read again', () => {
    const doubted = { _tag: 'Doubted' } as const
    const first = run(start({ cursor: 9 }), attached, doubted)
    expect(first.state.reads).toEqual({ begun: 1, reached: 0 })
    const second = run(first.state, paged(9))
    expect(second).toMatchObject({ phase: 'reading', state: { reads: { begun: 2, reached: 1 } } })
    expect(run(second.state, paged(11)).state.reads).toEqual({ begun: 3, reached: 1 })
    const again = run(second.state, { _tag: 'Detached' }, paged(9), attached, paged(9))
    expect(again.state.reads).toEqual({ begun: 3, reached: 3 })
  })

  it('LOG-6 pages until its cursor is the head', () => {
    expect(run(start({ cursor: 5 }), attached, paged(9))).toMatchObject({ phase: 'reading' })
    expect(run(start({ cursor: 9 }), attached, paged(9))).toMatchObject({ phase: 'idle' })
  })

  it('OUT-6 registers before it reads when a writer is there or there is something to send', () => {
    expect(run(start({ cursor: 3 }, true), attached).wants).toEqual(['Open'])
    expect(run(start({}, true), attached).wants).toEqual(['Read'])
    expect(run(start({}, true), attached, paged(0)).wants).toEqual(['Open'])
    expect(run(start({ unsent: 1 }), attached).wants).toEqual(['Open'])
    expect(run(start({ placed: false }), attached).wants).toEqual(['Open'])
    const opened = { _tag: 'Opened', head: 0 } as const
    expect(run(start({ unsent: 1, sendable: true }), attached, opened, paged(0))).toMatchObject({
      phase: 'sending',
      wants: ['Send'],
    })
  })

  it('OUT-4 waits after a failed call, wakes early, and counts its failures', () => {
    const offline = failed(new Offline({ detail: '' }))
    const waiting = run(start(), attached, offline)
    expect(waiting).toMatchObject({ phase: 'waiting', wants: ['Wait'], state: { attempt: 1 } })
    expect(run(waiting.state, { _tag: 'RetryDue' }, offline).state.attempt).toBe(2)
    expect(run(waiting.state, { _tag: 'Woke' }).wants).toEqual(['StopWaiting', 'Read'])
    expect(run(waiting.state, { _tag: 'RetryDue' }, paged(0)).state).toMatchObject({
      attempt: 0,
      error: null,
    })
  })

  it('OUT-4 does as each error says', () => {
    const sending: SessionState = {
      ...start({ sendable: true, unsent: 1 }),
      phase: 'sending',
      registered: true,
    }
    expect(run(sending, failed(new Forbidden({ detail: '' }))).wants).toEqual(['Park'])
    expect(run(sending, failed(new WrongEpoch({ detail: '' }))).wants).toEqual(['Reread'])
    expect(run(sending, failed(new SignInAgain({ detail: '' })))).toMatchObject({
      phase: 'stopped',
      wants: [],
    })
    const incompatible = failed(new Incompatible({ detail: '' }))
    const again = run(sending, incompatible)
    expect(again.wants).toEqual(['Reread'])
    expect(run({ ...again.state, phase: 'sending' }, incompatible).wants).toEqual(['Park'])
    const more: SessionState = { ...again.state, facts: { ...again.state.facts, written: 3 } }
    expect(run({ ...more, phase: 'sending' }, incompatible).wants).toEqual(['Reread'])
    const reading: SessionState = { ...sending, phase: 'reading' }
    expect(run(reading, failed(new Forbidden({ detail: '' })))).toMatchObject({ phase: 'stopped' })
  })

  const error = fc.constantFrom(
    new Offline({ detail: '' }),
    new Forbidden({ detail: '' }),
    new Incompatible({ detail: '' }),
    new WrongEpoch({ detail: '' }),
    new SignInAgain({ detail: '' }),
  )
  const anyEvent: fc.Arbitrary<SessionEvent> = fc.oneof(
    fc.constantFrom<SessionEvent[]>(
      { _tag: 'Attached' },
      { _tag: 'Detached' },
      { _tag: 'Edited' },
      { _tag: 'SealDue' },
      { _tag: 'Changed' },
      { _tag: 'Doubted' },
      { _tag: 'RetryDue' },
      { _tag: 'Woke' },
      { _tag: 'Entered' },
      { _tag: 'Closed' },
    ),
    fc.nat(20).map((seq): SessionEvent => ({ _tag: 'Heard', seq })),
    fc.nat(20).map((head): SessionEvent => ({ _tag: 'Opened', head })),
    fc.nat(20).map((head): SessionEvent => ({ _tag: 'Paged', head })),
    fc.nat(20).map((head): SessionEvent => ({ _tag: 'Acknowledged', head })),
    error.map((one): SessionEvent => ({ _tag: 'Failed', error: one })),
    error.map((one): SessionEvent => ({ _tag: 'Revoked', error: one })),
  )

  const answerOf: { readonly [phase: string]: string } = {
    opening: 'Opened',
    reading: 'Paged',
    sending: 'Acknowledged',
  }
  const isAnswer = ({ phase }: SessionState, { _tag }: SessionEvent): boolean =>
    phase in answerOf && (_tag === 'Failed' || answerOf[phase] === _tag)

  it('OUT-8 has at most one call under way, and one exactly while it says so', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.boolean(), (events, interactive) => {
        let state = start({ sendable: true, unsent: 1 }, interactive)
        let calls = 0
        for (const event of events) {
          if (isAnswer(state, event)) calls = 0
          const [next, wants] = step(state, event)
          for (const { _tag } of wants) {
            if (_tag === 'Abandon') calls = 0
            if (_tag === 'Open' || _tag === 'Read' || _tag === 'Send') calls++
          }
          state = next
          if (['opening', 'reading', 'sending'].includes(state.phase)) expect(calls).toBe(1)
          if (state.phase === 'closed')
            expect(step(state, { _tag: 'Attached' })[0].phase).toBe('closed')
        }
      }),
    )
  })

  it('OUT-2 is never called persisted while anything is unsealed, unsent or parked', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 30 }),
        fc.nat(2),
        fc.nat(2),
        (events, unsealed, unsent) => {
          let state = start({ unsealed, unsent, sendable: unsent > 0 })
          for (const event of events) state = step(state, event)[0]
          const { status, pending } = describeState(state, null, null)
          expect(pending).toBe(unsealed + unsent)
          if (status === 'persisted') expect(pending).toBe(0)
        },
      ),
    )
  })
})
