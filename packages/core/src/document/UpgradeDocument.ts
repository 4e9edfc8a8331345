import type * as Y from 'yjs'
import type { DocumentKind } from './DocumentKind.ts'
import { edit } from './Edit.ts'
import { kindOf, metaMap, versionOf } from './Meta.ts'
import { origins } from './Origin.ts'
import { canEdit, schemaVersion, upgrades } from './SchemaVersion.ts'
import type { UpgradePlan } from './SchemaVersion.ts'

/** What opening found: nothing to do, an upgrade that was made, or a document of a newer version, to be read only. */
export type Upgraded = 'current' | 'upgraded' | 'too-new'

/** Brings a document to this version's schema, in one transaction with origin `migrate`. */
export const upgradeDocument = (doc: Y.Doc, plan: UpgradePlan = upgrades): Upgraded => {
  if (!canEdit(doc, plan)) return 'too-new'
  const kind: DocumentKind | null = kindOf(doc)
  const version = versionOf(doc)
  if (kind === null || version === null) return 'current'
  const latest = schemaVersion(kind, plan)
  if (version >= latest) return 'current'
  edit(doc, origins.migrate, () => {
    for (const step of plan[kind].slice(version - 1)) step(doc)
    metaMap(doc).set('schema.version', latest)
  })
  return 'upgraded'
}
