import type * as Y from 'yjs'
import type { DocumentKind } from '../document/DocumentKind.ts'
import type { Rows } from './Catalog.ts'
import { projectProject } from './director/ProjectProject.ts'
import { projectScene } from './director/ProjectScene.ts'
import { projectScreenplay } from './director/ProjectScreenplay.ts'
import { makeScreenplayProjector } from './director/ScreenplayProjector.ts'
import type { ProjectionContext } from './ProjectionContext.ts'

/** Projects one live document again and again, keeping what did not change. */
export interface Projector {
  /** The rows of the document as it is now: equal to `project`, row objects shared with the call before. */
  rows(context: ProjectionContext): Rows
  /** Stops following the document. */
  close(): void
}

type Project = (doc: Y.Doc, context: ProjectionContext) => Rows

const nothing: Project = () => ({})

const projections: { readonly [K in DocumentKind]: Project } = {
  project: projectProject,
  screenplay: projectScreenplay,
  scene: projectScene,
  timeline: nothing,
}

/** The rows a document of a kind stands for: a pure function of document and context. */
export const project = (kind: DocumentKind, doc: Y.Doc, context: ProjectionContext): Rows =>
  projections[kind](doc, context)

/** A projector of a live document. A kind without a projector of its own is projected anew at each call. */
export const makeProjector = (kind: DocumentKind, doc: Y.Doc): Projector =>
  kind === 'screenplay'
    ? makeScreenplayProjector(doc)
    : { rows: (context) => project(kind, doc, context), close: () => undefined }
