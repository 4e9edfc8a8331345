import { describe, expect, it } from 'vitest'
import { maxBatchBytes, maxBatchEvents } from '../protocol/Limits.ts'
import { Line } from './Line.ts'

const event = (id: string, bytes = 3) => ({
  event_id: id,
  session_seq: 1,
  base_seq: 0,
  client_id: 1,
  encoding: 'v1' as const,
  body: 'A'.repeat((bytes * 4) / 3),
  authored_at: '',
})

const line = (...ids: readonly (readonly [session: string, id: string])[]) => {
  const made = new Line('d', [])
  for (const [session, id] of ids) made.join(session, 1, event(id))
  return made
}

const ids = (made: Line, most = Infinity) =>
  made.batch(most, 1)?.events.map(({ event_id }) => event_id)

describe('the line to the log', () => {
  it('OUT-1 sends in order, one session at a time, and lets go of what the log has', () => {
    const made = line(['old', 'a'], ['old', 'b'], ['new', 'c'])
    expect(ids(made)).toEqual(['a', 'b'])
    const left = made.leave(new Set(['a', 'elsewhere']))
    expect(left).toMatchObject([
      { id: 'a', session: 'old', write: { table: 'outbox', value: null } },
    ])
    made.leave(new Set(['b']))
    expect(made.batch(Infinity, 1)).toMatchObject({ session: 'new' })
  })

  it('OUT-4 a parked event holds what stands behind it, and is never dropped', () => {
    const made = line(['s', 'a'], ['s', 'b'], ['s', 'c'])
    made.park('b', 'too large')
    expect(ids(made)).toEqual(['a'])
    made.leave(new Set(['a']))
    expect(made.batch(Infinity, 1)).toBe(null)
    expect([made.length, made.parked, made.sendable(1)]).toEqual([2, 1, false])
    expect(made.unpark()).toHaveLength(1)
    expect(ids(made)).toEqual(['b', 'c'])
  })

  it('LOG-5 keeps a call within the limits, and sends at least one event', () => {
    const many = new Line('d', [])
    for (let i = 0; i < maxBatchEvents + 5; i++) many.join('s', 1, event(`e${i}`))
    expect(ids(many)).toHaveLength(maxBatchEvents)
    expect(ids(many, 3)).toHaveLength(3)
    const large = new Line('d', [])
    for (let i = 0; i < 6; i++) large.join('s', 1, event(`e${i}`, 1_048_575))
    expect(ids(large)).toHaveLength(Math.floor(maxBatchBytes / 1_048_575))
    const huge = new Line('d', [])
    huge.join('s', 1, event('huge', 2 * maxBatchBytes))
    expect(ids(huge)).toEqual(['huge'])
  })

  it('OUT-3 goes on behind the last place of what was on disk', () => {
    const first = line(['s', 'a'], ['s', 'b'])
    const next = new Line('d', first.events.toReversed())
    const write = next.join('t', 1, event('c'))
    expect(write).toMatchObject({ key: ['d', 3, 'c'] })
  })

  it('OUT-3 stands in the order of places, whoever told of them first', () => {
    const made = line(['s', 'a'])
    const entry = (place: number, id: string, epoch = 1) => ({
      key: ['d', place, id] as const,
      value: { session: 's', epoch, event: event(id), parked: null },
    })
    made.adopt([entry(3, 'd'), entry(2, 'b')])
    made.adopt([entry(2, 'c')])
    expect(ids(made)).toEqual(['a', 'b', 'c', 'd'])
    expect(made.join('s', 1, event('e')).key).toEqual(['d', 4, 'e'])
    made.forget(new Set(['b']))
    expect(ids(made)).toEqual(['a', 'c', 'd', 'e'])
  })

  it('OUT-5 what was written for another log is not sent to this one, and holds nothing', () => {
    const made = new Line('d', [])
    made.join('old', 1, event('a'))
    made.join('first', 0, event('b'))
    made.join('new', 2, event('c'))
    expect(made.batch(Infinity, 2)).toMatchObject({ session: 'first' })
    made.leave(new Set(['b', 'c']))
    expect([made.length, made.sendable(2), made.sendable(1)]).toEqual([1, false, true])
  })

  it('OUT-5 remembers what a survey took out, not what the log has', () => {
    const made = line(['dead', 'a'], ['dead', 'b'], ['other', 'c'])
    made.leave(new Set(['a']))
    made.clear(new Set(['dead']))
    expect(['a', 'b', 'c'].map((id) => made.hasReplaced(id))).toEqual([false, true, false])
  })
})
