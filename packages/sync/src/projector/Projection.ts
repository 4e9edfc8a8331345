import { makeProjector, type ProjectionContext, type Rows } from '@coldopen/core/projection'
import type { DocumentKind } from '../protocol/Event.ts'
import type * as Y from 'yjs'

/** The rows of one live document, again and again; it may keep what it computed for the next call. */
export interface Projection {
  rows(context: ProjectionContext): Rows
  close(): void
}

/** Binds the projection of a kind to a document. */
export type MakeProjection = (kind: DocumentKind, doc: Y.Doc) => Projection

/** The pure projections of `core`. */
export const coreProjection: MakeProjection = makeProjector
