import type * as Y from 'yjs'
import { type DocumentKind, isDocumentKind } from './DocumentKind.ts'

export const metaMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')

/** The kind a document says it is; null before it has arrived, or for a kind this version does not know. */
export const kindOf = (doc: Y.Doc): DocumentKind | null => {
  const kind = metaMap(doc).get('kind')
  return isDocumentKind(kind) ? kind : null
}

/** The schema version a document says it has; null before it has arrived. */
export const versionOf = (doc: Y.Doc): number | null => {
  const version = metaMap(doc).get('schema.version')
  return typeof version === 'number' && Number.isInteger(version) ? version : null
}
