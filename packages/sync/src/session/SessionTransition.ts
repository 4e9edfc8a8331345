import { nextStep } from '../protocol/SyncError.ts'
import type { Phase, SessionEvent, SessionState, Step, Want } from './SessionState.ts'

type Tag = SessionEvent['_tag']
type Cell<K extends Tag> = (state: SessionState, event: Extract<SessionEvent, { _tag: K }>) => Step
type Row = { readonly [K in Tag]: Cell<K> }

const stay = (state: SessionState): Step => [state, []]

/** Reads the log from its start and makes the line anew from what it lacks. */
const reread = (state: SessionState): Step => [
  { ...state, phase: 'idle', registered: false, head: 0, stale: true },
  [{ _tag: 'Reread' }],
]

/** Whether a reader waits for the very first page, and nothing was written that a registration would have to stand for. */
const unread = ({ stale, known, facts }: SessionState): boolean =>
  stale && known && facts.placed && facts.cursor === 0 && facts.unsent + facts.unsealed === 0

/** The next call of a session that is free to make one. */
const proceed = (state: SessionState): Step => {
  const { facts } = state
  if (facts.unsurveyed) return reread(state)
  const mine = state.interactive || facts.unsent > 0 || facts.unsealed > 0
  const mustOpen = mine || !state.known || !facts.placed
  if (!state.registered && mustOpen && !unread(state))
    return [{ ...state, phase: 'opening' }, [{ _tag: 'Open' }]]
  if (state.stale || state.head > facts.cursor) {
    const reads = { ...state.reads, begun: state.reads.begun + 1 }
    return [{ ...state, phase: 'reading', stale: false, reads }, [{ _tag: 'Read' }]]
  }
  if (facts.sendable) return [{ ...state, phase: 'sending' }, [{ _tag: 'Send' }]]
  return [{ ...state, phase: 'idle' }, []]
}

const before = (wants: readonly Want[], [state, more]: Step): Step => [state, [...wants, ...more]]

const attach: Cell<'Attached'> = (state) =>
  proceed({ ...state, registered: false, stale: true, attempt: 0, error: null })

const detach: Cell<'Detached'> = (state) => [
  { ...state, phase: 'detached', registered: false, error: null, attempt: 0 },
  [{ _tag: 'Abandon' }],
]

const edited: Cell<'Edited'> = (state) =>
  state.sealing ? stay(state) : [{ ...state, sealing: true }, [{ _tag: 'ScheduleSeal' }]]

/** Sealing changes what there is to send; the facts of the next step show it. */
const seal: Cell<'SealDue'> = (state) => [{ ...state, sealing: false }, [{ _tag: 'Seal' }]]

const hear: Cell<'Heard'> = (state, { seq }) => stay({ ...state, head: Math.max(state.head, seq) })
const hearAndGo: Cell<'Heard'> = (state, { seq }) =>
  proceed({ ...state, head: Math.max(state.head, seq) })

const doubt: Cell<'Doubted'> = (state) => stay({ ...state, stale: true })
const doubtAndGo: Cell<'Doubted'> = (state) => proceed({ ...state, stale: true })

const succeed = (state: SessionState, head: number): Step =>
  proceed({
    ...state,
    head: Math.max(state.head, head),
    known: true,
    error: state.facts.parked > 0 ? state.error : null,
    attempt: 0,
  })

const opened: Cell<'Opened'> = (state, { head }) => succeed({ ...state, registered: true }, head)

const paged: Cell<'Paged'> = (state, { head }) => {
  const { begun, reached } = state.reads
  const there = state.facts.cursor >= head
  return succeed({ ...state, reads: { begun, reached: there ? begun : reached } }, head)
}

const acknowledged: Cell<'Acknowledged'> = (state, { head }) =>
  succeed({ ...state, rebuilt: null }, head)

const failed: Cell<'Failed'> = (state, { error }) => {
  const known = { ...state, error }
  switch (nextStep[error._tag]) {
    case 'retry':
      return [
        { ...known, phase: 'waiting', attempt: state.attempt + 1 },
        [{ _tag: 'Wait', attempt: state.attempt + 1 }],
      ]
    case 'reread':
      return reread(known)
    case 'sign-in':
      return [{ ...known, phase: 'stopped' }, []]
    case 'park':
      if (state.phase !== 'sending') return [{ ...known, phase: 'stopped' }, []]
      // Another tab may send this device's events, too: as long as they arrive, the line may be made to fit them.
      if (error._tag === 'Incompatible' && state.rebuilt !== state.facts.written)
        return reread({ ...known, rebuilt: state.facts.written })
      return [{ ...known, phase: 'idle', attempt: 0 }, [{ _tag: 'Park', error }]]
  }
}

const again = (state: SessionState): Step => proceed({ ...state, stale: true })

const enter: Cell<'Entered'> = (state) => stay({ ...state, interactive: true })
const enterAndGo: Cell<'Entered'> = (state) => proceed({ ...state, interactive: true })

/** Reads stop at once (RT-3); the work stays, and may be sent should the account be let in again. */
const revoke: Cell<'Revoked'> = (state, { error }) => [
  { ...state, phase: 'stopped', registered: false, error },
  [{ _tag: 'StopWaiting' }, { _tag: 'Abandon' }],
]

const close: Cell<'Closed'> = (state) => [
  { ...state, phase: 'closed' },
  [{ _tag: 'StopWaiting' }, { _tag: 'Abandon' }],
]

const unwaited =
  <K extends Tag>(cell: Cell<K>): Cell<K> =>
  (state, event) =>
    before([{ _tag: 'StopWaiting' }], cell(state, event))

/** No call is under way and none is possible: answers come too late, news is noted. */
const detached: Row = {
  Attached: attach,
  Detached: stay,
  Edited: edited,
  SealDue: seal,
  Changed: stay,
  Heard: hear,
  Doubted: doubt,
  Opened: stay,
  Paged: stay,
  Acknowledged: stay,
  Failed: stay,
  RetryDue: stay,
  Woke: stay,
  Revoked: stay,
  Entered: enter,
  Closed: close,
}

const idle: Row = {
  ...detached,
  Revoked: revoke,
  Attached: stay,
  Detached: detach,
  Changed: proceed,
  Heard: hearAndGo,
  Doubted: doubtAndGo,
  Woke: again,
  Entered: enterAndGo,
}

/** A call is under way: news is noted and acted on when its answer is there. */
const calling: Row = {
  ...detached,
  Attached: stay,
  Detached: detach,
  Failed: failed,
  Revoked: revoke,
  Woke: (state) => stay({ ...state, stale: true }),
}

/** The table of every state and event; a state added to `Phase` does not compile until its row is decided. */
const table: { readonly [P in Phase]: Row } = {
  detached,
  idle,
  opening: { ...calling, Opened: opened },
  reading: { ...calling, Paged: paged },
  sending: { ...calling, Acknowledged: acknowledged },
  waiting: {
    ...detached,
    Attached: unwaited(attach),
    Detached: unwaited(detach),
    RetryDue: again,
    Revoked: revoke,
    Woke: unwaited(again),
  },
  stopped: {
    ...detached,
    Attached: attach,
    Detached: detach,
    Doubted: again,
    Revoked: revoke,
    Woke: again,
  },
  closed: {
    ...detached,
    Attached: stay,
    Edited: stay,
    SealDue: stay,
    Heard: stay,
    Doubted: stay,
    Entered: stay,
    Closed: stay,
  },
}

/** One step of a session: pure, total, without clock or I/O. */
export const step = (state: SessionState, event: SessionEvent): Step =>
  (table[state.phase][event._tag] as (state: SessionState, event: SessionEvent) => Step)(
    state,
    event,
  )
