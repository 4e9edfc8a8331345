import { Schema } from 'effect'
import { Page } from './Event.ts'

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** The state of a document at an exact position of its log (LOG-8). */
export interface Snapshot {
  readonly seq: number
  /** `committed_at` of the event there. */
  readonly committed_at: string
  /** A V2 update. */
  readonly body: Uint8Array
}

/** One part of a snapshot, from 0: base64 of at most 1 MiB of its V2 update. */
export const SnapshotPart = Schema.Struct({
  seq: Count,
  encoding: Schema.Literal('v2'),
  committed_at: Schema.String,
  bytes: Count,
  parts: Count,
  part: Count,
  body: Schema.String,
})
export type SnapshotPart = typeof SnapshotPart.Type

/** Answer of `read_snapshot`: a part of the newest snapshot, or of the one that was named; null when there is none. */
export const SnapshotAnswer = Schema.Struct({ snapshot: Schema.NullOr(SnapshotPart) })

/** Answer of `catch_up`: what follows on a position, or the beginning of a snapshot and what follows on that. */
export const CatchUpAnswer = Schema.Struct({
  ...Page.fields,
  snapshot: Schema.NullOr(SnapshotPart),
})
