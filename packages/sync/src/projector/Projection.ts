import type { Rows } from '@coldopen/core/projection'
import type * as Y from 'yjs'
import type { ProjectionWork } from './ProjectionWork.ts'

/** Where in the log the document stands. */
export interface LogPosition {
  readonly seq: number
  /** `committed_at` of the event at `seq`. */
  readonly changedAt: string
}

/** The rows of one document at a position; it may keep what it computed for the next call. */
export type Projection = (position: LogPosition) => Rows

/** Binds the pure projections of a document's kind to the document. */
export type MakeProjection = (doc: Y.Doc, work: ProjectionWork) => Projection
