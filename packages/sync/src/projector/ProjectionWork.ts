import { Schema } from 'effect'
import { DocumentKind } from '../protocol/Event.ts'

const Position = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** A document whose read models are behind its log, or whose late row is due, and that is leased to this projector. */
export const ProjectionWork = Schema.Struct({
  doc: Schema.String,
  project: Schema.String,
  kind: DocumentKind,
  owner: Schema.String,
  epoch: Position,
  /** The last position of the log. */
  head: Position,
  /** The position the read models are at. */
  cursor: Position,
  /** Whether the step writes the row of a screenplay too, which holds the whole script. */
  whole: Schema.Boolean,
  /** Events of the log that are quarantined. */
  quarantined: Position,
  /** When the document was made on the server, ISO 8601. */
  created_at: Schema.String,
})
export type ProjectionWork = typeof ProjectionWork.Type

/** Answer of `claim_documents`. */
export const Claimed = Schema.Struct({
  documents: Schema.Array(ProjectionWork),
  /** What is behind, whoever it is leased to: up to 200 documents are counted. */
  behind: Schema.Struct({ documents: Position, events: Position }),
  /** Those of them that are set aside. */
  parked: Schema.Array(Schema.Struct({ doc: Schema.String, reason: Schema.String })),
})
export type Claimed = typeof Claimed.Type
