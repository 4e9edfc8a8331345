import { Schema } from 'effect'

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** The state of a document at an exact position of its log (LOG-8). */
export interface Snapshot {
  readonly seq: number
  /** `committed_at` of the event there. */
  readonly committed_at: string
  /** A V2 update. */
  readonly body: Uint8Array
}

/** A snapshot as a projector stores it. */
export interface NewSnapshot {
  readonly doc: string
  readonly epoch: number
  readonly seq: number
  /** Events up to there that were left out. */
  readonly quarantined: number
  readonly body: Uint8Array
}

/** Answer of `read_snapshot`: one part of at most 1 MiB of the newest snapshot, or of the one that was named. */
export const SnapshotPart = Schema.Struct({
  snapshot: Schema.NullOr(
    Schema.Struct({
      seq: Count,
      encoding: Schema.Literal('v2'),
      committed_at: Schema.String,
      bytes: Count,
      parts: Count,
      part: Count,
      body: Schema.String,
    }),
  ),
})
export type SnapshotPart = typeof SnapshotPart.Type

/** Largest state that is stored, in bytes: its base64 is within what the gateway takes. */
export const maxSnapshotBytes = 5_900_000

const fewest = 500
const most = 2_000

/** Events after a snapshot that make the next one due: more in a longer log, whose state costs more to write. */
export const snapshotAfter = (seq: number): number =>
  Math.min(most, Math.max(fewest, Math.floor(seq / 16)))
