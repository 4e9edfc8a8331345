import type * as Y from 'yjs'
import { DocumentTooNew } from './DocumentTooNew.ts'
import { metaMap, versionOf } from './Meta.ts'
import type { LocalOrigin } from './Origin.ts'
import { canEdit } from './SchemaVersion.ts'
import './keepMarks.ts'

/**
 * The one door through which a document is changed here: one transaction, journaled because it is local. Throws
 * `DocumentTooNew` instead of writing into a document of a newer schema. Undo is the only other local writer.
 */
export const edit = <A>(
  doc: Y.Doc,
  origin: LocalOrigin,
  change: (transaction: Y.Transaction) => A,
): A => {
  if (!canEdit(doc)) {
    throw new DocumentTooNew({
      kind: String(metaMap(doc).get('kind')),
      version: versionOf(doc) ?? 0,
    })
  }
  return doc.transact(change, origin)
}
