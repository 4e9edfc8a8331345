import { fits, integratePending } from '@coldopen/core/document'
import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { LoggedEvent } from '../protocol/Event.ts'

/** How often a log went back, and what it lost. */
export class Restores {
  /** What stood at every position the log was taken back to and nothing took away since. */
  #heads: readonly number[] = []
  readonly #lost: LoggedEvent[] = []

  /** The log keeps its first `head` events. */
  add(head: number, lost: readonly LoggedEvent[]): void {
    this.#heads = [...this.#heads.map((other) => Math.min(other, head)), head]
    this.#lost.push(...lost)
  }

  /**
   * What an event may build on beyond its past: what the log lost, and what each session said first after that, which is
   * what was on its way then. Both come back when their writers learn of it, perhaps later than what builds on them.
   */
  returning(events: readonly LoggedEvent[]): readonly LoggedEvent[] {
    const firsts = this.#heads.flatMap((head) => {
      const said = new Map<string, LoggedEvent>()
      for (const event of events.slice(head))
        if (!said.has(event.session_id)) said.set(event.session_id, event)
      return [...said.values()]
    })
    return [...this.#lost, ...firsts]
  }

  /** Whether an event came after the log went back. */
  precede({ seq }: LoggedEvent): boolean {
    return this.#heads.some((head) => seq > head)
  }
}

/**
 * The positions of events whose content builds on more than LOG-4 says they do: the log up to their `base_seq`, the earlier
 * events of the same account and device, and what a restored log has yet to get back, of that device in whatever order.
 * `deviceOf` names the device of a session.
 */
export const beyondTheirPast = (
  events: readonly LoggedEvent[],
  deviceOf: (session: string) => string,
  restores = new Restores(),
): readonly number[] => {
  const line = ({ actor_id, session_id }: LoggedEvent): string =>
    `${actor_id} ${deviceOf(session_id)}`
  const returning = restores.returning(events)
  return events.flatMap((event) => {
    const past = events.filter(
      (other) =>
        other.seq <= event.base_seq || (other.seq < event.seq && line(other) === line(event)),
    )
    const body = fromBase64(event.body)
    if (!restores.precede(event)) return fits(replay(past), body) ? [] : [event.seq]
    // What returns may build on the event itself: all of it together must leave nothing of the event out. Tabs of a device
    // make their work anew each by itself, and so not in its order.
    const device = events.filter((other) => line(other) === line(event))
    const others = [...returning, ...device].filter(
      ({ session_id }) => session_id !== event.session_id,
    )
    const doc = replay([...past, ...others, event])
    return holds(doc, body) ? [] : [event.seq]
  })
}

const replay = (events: readonly LoggedEvent[]): Y.Doc => {
  const doc = new Y.Doc()
  for (const { body } of events) Y.applyUpdate(doc, fromBase64(body))
  integratePending(doc)
  return doc
}

/** Whether all of an update is in a document, and nothing of it waits for more. */
const holds = (doc: Y.Doc, update: Uint8Array): boolean => {
  const { ds } = Y.decodeUpdate(update)
  const ends = [
    ...Y.parseUpdateMeta(update).to,
    ...[...ds.clients].flatMap(([client, ranges]) =>
      ranges.map(({ clock, len }) => [client, clock + len] as const),
    ),
  ]
  return ends.every(([client, end]) => Y.getState(doc.store, client) >= end)
}
