import { Context, Schema, type Effect } from 'effect'
import type { Page } from '../protocol/Event.ts'
import type { Snapshot } from '../protocol/Snapshot.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import type { Claimed } from './ProjectionWork.ts'
import type { NewSnapshot } from './Snapshot.ts'

/** Another projector was faster, or the projection was reset: what is kept of this document is of no use. */
export class CursorMoved extends Schema.TaggedError<CursorMoved>()('CursorMoved', {
  doc: Schema.String,
}) {}

/** What to write to one table for one document; `replace` first removes all rows the document has there. */
export interface TableWrite {
  readonly upsert: readonly object[]
  readonly remove: readonly string[]
  readonly replace?: true
}

/** The rows of one step of one document, by table. */
export type Writes = Readonly<Record<string, TableWrite>>

/** One step: from the cursor it was computed on to the log position its rows stand for; the same for a late row. */
export interface ProjectionStep {
  readonly doc: string
  readonly epoch: number
  readonly from: number
  readonly to: number
  readonly writes: Writes
}

/** A document that fails: for every projector until its log is longer than `head`, or for a growing time. */
export interface SetAside {
  readonly doc: string
  /** Null: a longer log does not help. */
  readonly head: number | null
  readonly reason: string
}

/** Log, read models and quarantine as a projector reaches them, with the right of the service. */
export interface ProjectionStoreShape {
  /**
   * Leases to a projector at most `limit` documents whose cursor is behind their log, or whose late row is due, `restMs`
   * after their last change.
   */
  readonly claim: (
    projector: string,
    limit: number,
    seconds: number,
    restMs: number,
  ) => Effect.Effect<Claimed, SyncError>
  /** Prolongs every lease of a projector. */
  readonly renew: (projector: string, seconds: number) => Effect.Effect<void, SyncError>
  /** Gives back every lease of a projector. */
  readonly release: (projector: string) => Effect.Effect<void, SyncError>
  readonly park: (projector: string, aside: SetAside) => Effect.Effect<void, SyncError>
  /** One page of the log after a position (LOG-6); quarantined events have an empty body. */
  readonly read: (doc: string, after: number, epoch: number) => Effect.Effect<Page, SyncError>
  /** Writes rows and cursor in one transaction, if the cursor still is `from`. */
  readonly apply: (step: ProjectionStep) => Effect.Effect<void, SyncError | CursorMoved>
  /** Takes an event out of every later replay; idempotent. */
  readonly quarantine: (doc: string, seq: number, reason: string) => Effect.Effect<void, SyncError>
  /** The newest snapshot of this epoch's log. */
  readonly snapshot: (doc: string, epoch: number) => Effect.Effect<Snapshot | null, SyncError>
  /** Stores a snapshot up to the cursor; `CursorMoved` when it is not of the log as it stands. */
  readonly keep: (snapshot: NewSnapshot) => Effect.Effect<void, SyncError | CursorMoved>
  /** Moves the oldest events behind the newest snapshot to a segment (LOG-22); answers with how many. */
  readonly compact: (doc: string, epoch: number) => Effect.Effect<number, SyncError>
}

export class ProjectionStore extends Context.Service<ProjectionStore, ProjectionStoreShape>()(
  '@coldopen/sync/projector/ProjectionStore',
) {}
