import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LoggedEvent } from '../protocol/Event.ts'
import { Inbox } from './Inbox.ts'

const event = (seq: number): LoggedEvent => ({
  seq,
  event_id: `e${seq}`,
  actor_id: 'a',
  session_id: 's',
  session_seq: seq,
  base_seq: 0,
  client_id: 1,
  encoding: 'v1',
  body: '',
  authored_at: '',
  committed_at: '',
})

describe('the inbox', () => {
  it('IN-1 hands out every position once and in order, whatever order they come in', () => {
    const arrivals = fc.array(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }))
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 0, max: 5 }), (batches, cursor) => {
        const inbox = new Inbox(cursor)
        const came = new Set<number>()
        const out: number[] = []
        for (const batch of batches) {
          inbox.hold(batch.map(event))
          for (const seq of batch) came.add(seq)
          out.push(...inbox.take().map(({ seq }) => seq))
          let end = cursor
          while (came.has(end + 1)) end++
          expect(inbox.cursor).toBe(end)
        }
        expect(out).toEqual(out.map((_, i) => cursor + 1 + i))
      }),
    )
  })

  it('IN-1 knows its own events by their position and does not hand them out to be applied', () => {
    const inbox = new Inbox(0)
    inbox.holdOwn([2])
    inbox.hold([event(2), event(3)])
    expect(inbox.take()).toEqual([])
    inbox.hold([event(1)])
    expect(inbox.take().map(({ event: it }) => (it === 'own' ? it : it.seq))).toEqual([1, 'own', 3])
  })

  it('IN-1 holds a bounded number of early events, and always the next one', () => {
    const inbox = new Inbox(0)
    inbox.hold(Array.from({ length: 5_000 }, (_, i) => event(i + 2)))
    inbox.hold([event(1)])
    expect(inbox.take().length).toBe(2_001)
  })
})
