import { Schema } from 'effect'
import { DocumentKind } from '../protocol/Event.ts'

const Position = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** A document whose read models are behind its log: one entry of `projection_work`. */
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
  /** When the document was made on the server, ISO 8601. */
  created_at: Schema.String,
})
export type ProjectionWork = typeof ProjectionWork.Type

/** Answer of `projection_work`. */
export const WorkList = Schema.Struct({ documents: Schema.Array(ProjectionWork) })
