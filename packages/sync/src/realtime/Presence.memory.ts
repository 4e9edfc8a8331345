import { Effect } from 'effect'
import type { Wire } from '../testing/Wire.ts'
import type { PresenceShape } from './Presence.ts'

/** Who listens to which presence topic. */
export class PresenceHub {
  readonly topics = new Map<string, Set<(update: Uint8Array) => void>>()
}

/** Presence in one process; lost while the wire is down. */
export const memoryPresence = (hub: PresenceHub, wire: Wire): PresenceShape => ({
  join: (document, heard, joined) =>
    Effect.acquireRelease(
      Effect.sync(() => {
        const topic = hub.topics.get(document) ?? new Set()
        hub.topics.set(document, topic)
        const listener = (update: Uint8Array): void => {
          if (wire.online) heard(update)
        }
        topic.add(listener)
        queueMicrotask(joined)
        return { topic, listener }
      }),
      ({ topic, listener }) => Effect.sync(() => topic.delete(listener)),
    ).pipe(
      Effect.map(({ topic, listener }) => ({
        send: (update) => {
          if (!wire.online) return
          for (const other of topic) if (other !== listener) other(update)
        },
      })),
    ),
})
