import type { Effect } from 'effect'
import type { EventLogShape } from '../log/EventLog.ts'
import type { Opened } from '../protocol/Event.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import type { DoorbellShape } from '../realtime/Doorbell.ts'
import type { PresenceShape } from '../realtime/Presence.ts'

/** A signed-in account's way to the server, as long as it lasts. */
export interface Link {
  readonly account: string
  /** What the log calls this device. */
  readonly device: string
  readonly log: EventLogShape
  /** Null: broadcast is switched off, the log is polled. */
  readonly doorbell: DoorbellShape | null
  readonly presence: PresenceShape | null
}

/** What the engine knows and does about a document's existence on the server. */
export interface Registration {
  /** Whether the server has heard of the document. */
  readonly known: () => boolean
  /** Makes the document (and its project) on the server; idempotent. */
  readonly ensure: (link: Link) => Effect.Effect<void, SyncError>
  /** Takes note of the server's answer: the role, and that it knows the document. */
  readonly opened: (answer: Opened) => void
  /** The open copy cannot go on under its identity; its work is on disk under another. */
  readonly lapsed: () => void
  /** Takes note of how a call went: null when it was answered. */
  readonly called: (error: SyncError | null) => void
}
