import { Context, Schema, type Effect } from 'effect'
import type {
  Appended,
  DocumentKind,
  Listed,
  NewEvent,
  Opened,
  Page,
  Sessions,
} from '../protocol/Event.ts'
import type { Snapshot } from '../protocol/Snapshot.ts'
import type { SyncError } from '../protocol/SyncError.ts'

/** Another session of this document has the clientID: re-author the unsent events under a fresh one. */
export class ClientIdTaken extends Schema.TaggedError<ClientIdTaken>()('ClientIdTaken', {
  detail: Schema.String,
}) {}

/** What follows on a position: a page of the log, or a snapshot at a later position and a page after that. */
export interface CatchUp extends Page {
  readonly snapshot: Snapshot | null
}

/** An event that stays in the log and that nobody applies: readers get an empty update in its place. */
export interface QuarantinedEvent {
  readonly seq: number
  /** The account that wrote it. */
  readonly actor: string
  readonly reason: string
  readonly bytes: number
  /** Times are ISO 8601. */
  readonly authoredAt: string
  readonly quarantinedAt: string
}

/** The log as the signed-in account reaches it; `docs/spec/protocol.md`. */
export interface EventLogShape {
  readonly createProject: (project: string) => Effect.Effect<Opened, SyncError>
  readonly createDocument: (
    project: string,
    document: string,
    kind: DocumentKind,
  ) => Effect.Effect<Opened, SyncError>
  readonly registerSession: (
    document: string,
    session: string,
    clientId: number,
    device: string,
  ) => Effect.Effect<Opened, SyncError | ClientIdTaken>
  /** Appends the whole batch or nothing; an event the log already has is answered with the seq it has (LOG-3). */
  readonly append: (
    document: string,
    session: string,
    epoch: number,
    events: readonly NewEvent[],
  ) => Effect.Effect<Appended, SyncError>
  /** One page after the position (LOG-6). */
  readonly read: (document: string, after: number, epoch: number) => Effect.Effect<Page, SyncError>
  /** What brings a reader who is far behind to the head: a snapshot when it costs less than the events up to it. */
  readonly catchUp: (
    document: string,
    after: number,
    epoch: number,
  ) => Effect.Effect<CatchUp, SyncError>
  /** Of which account and device the named sessions of a document are (LOG-4); at most 1,000 at a time. */
  readonly sessions: (
    document: string,
    sessions: readonly string[],
  ) => Effect.Effect<Sessions, SyncError>
  /** The documents this account may read, of one project or of all. */
  readonly list: (project: string | null) => Effect.Effect<readonly Listed[], SyncError>
  /** What is quarantined in a document, the newest 100, newest first. */
  readonly quarantined: (document: string) => Effect.Effect<readonly QuarantinedEvent[], SyncError>
}

export class EventLog extends Context.Service<EventLog, EventLogShape>()(
  '@coldopen/sync/log/EventLog',
) {}
