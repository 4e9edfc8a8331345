import { project } from '@coldopen/core/projection'
import type { Rows } from '@coldopen/core/projection'
import type * as Y from 'yjs'
import type { ReadLog } from './ReadLog.ts'

/** The rows a document has by its log. */
export const expectedRows = ({ document, events }: ReadLog, doc: Y.Doc): Rows =>
  project(document.kind, doc, {
    document: document.doc,
    project: document.project,
    owner: document.owner,
    createdAt: document.created_at,
    seq: events.length,
    changedAt: events.at(-1)?.committed_at ?? document.created_at,
  })
