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
  for (const [session, id] of ids) made.join(session, event(id))
  return made
}

const ids = (made: Line, most = Infinity) =>
  made.batch(most)?.events.map(({ event_id }) => event_id)

describe('the line to the log', () => {
  it('OUT-1 sends in order, one session at a time, and lets go of what the log has', () => {
    const made = line(['old', 'a'], ['old', 'b'], ['new', 'c'])
    expect(ids(made)).toEqual(['a', 'b'])
    const left = made.leave(new Set(['a', 'elsewhere']))
    expect(left).toMatchObject([
      { id: 'a', session: 'old', write: { table: 'outbox', value: null } },
    ])
    made.leave(new Set(['b']))
    expect(made.batch(Infinity)).toMatchObject({ session: 'new' })
  })

  it('OUT-4 a parked event holds what stands behind it, and is never dropped', () => {
    const made = line(['s', 'a'], ['s', 'b'], ['s', 'c'])
    made.park('b', 'too large')
    expect(ids(made)).toEqual(['a'])
    made.leave(new Set(['a']))
    expect(made.batch(Infinity)).toBe(null)
    expect([made.length, made.parked, made.obstacle]).toEqual([2, 1, 'too large'])
    expect(made.unpark()).toHaveLength(1)
    expect(ids(made)).toEqual(['b', 'c'])
  })

  it('LOG-5 keeps a call within the limits, and sends at least one event', () => {
    const many = new Line('d', [])
    for (let i = 0; i < maxBatchEvents + 5; i++) many.join('s', event(`e${i}`))
    expect(ids(many)).toHaveLength(maxBatchEvents)
    expect(ids(many, 3)).toHaveLength(3)
    const large = new Line('d', [])
    for (let i = 0; i < 6; i++) large.join('s', event(`e${i}`, 1_048_575))
    expect(ids(large)).toHaveLength(Math.floor(maxBatchBytes / 1_048_575))
    const huge = new Line('d', [])
    huge.join('s', event('huge', 2 * maxBatchBytes))
    expect(ids(huge)).toEqual(['huge'])
  })

  it('OUT-3 goes on behind the last place of what was on disk', () => {
    const first = line(['s', 'a'], ['s', 'b'])
    const next = new Line('d', first.events.toReversed())
    const write = next.join('t', event('c'))
    expect(write).toMatchObject({ key: ['d', 3, 'c'] })
  })
})
