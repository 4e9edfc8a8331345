import type * as Y from 'yjs'
import type { DocumentKind } from './DocumentKind.ts'
import { edit } from './Edit.ts'
import { metaMap } from './Meta.ts'
import { origins } from './Origin.ts'
import { schemaVersion } from './SchemaVersion.ts'

/** Makes an empty Y.Doc a document of a kind, at this program's schema version. */
export const createDocument = (doc: Y.Doc, kind: DocumentKind): void =>
  edit(doc, origins.scaffold, () => {
    const meta = metaMap(doc)
    meta.set('kind', kind)
    meta.set('schema.version', schemaVersion(kind))
  })
