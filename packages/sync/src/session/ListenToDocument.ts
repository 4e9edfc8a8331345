import { Effect, type Scope } from 'effect'
import type { Link } from './Link.ts'
import type { Replica } from './Replica.ts'
import type { SessionEvent } from './SessionState.ts'

/** Whether the doorbell can be relied on for speed. */
export interface Ear {
  hearing: boolean
}

/**
 * Listens to a document's doorbell: small events are applied as they ring, everything else is a hint to
 * read. A session the server refuses does not listen any more.
 */
export const listenToDocument = (
  replica: Replica,
  link: Link,
  ear: Ear,
  accepts: () => boolean,
  post: (event: SessionEvent) => void,
): Effect.Effect<void, never, Scope.Scope> => {
  if (link.doorbell === null) return Effect.void
  return link.doorbell.document(replica.document, (signal) => {
    switch (signal._tag) {
      case 'Joined':
        ear.hearing = true
        return post({ _tag: 'Doubted' })
      case 'Lost':
        ear.hearing = false
        return
      case 'Rang': {
        if (!accepts()) return
        const { epoch, seq, events } = signal.ring
        if (epoch !== replica.epoch) return post({ _tag: 'Doubted' })
        if (events !== undefined) replica.receive(events)
        return post({ _tag: 'Heard', seq })
      }
    }
  })
}
