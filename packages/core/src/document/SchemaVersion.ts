import type * as Y from 'yjs'
import type { DocumentKind } from './DocumentKind.ts'
import { kindOf, metaMap, versionOf } from './Meta.ts'

/**
 * One step forward: from version n to n + 1. It must depend on the document alone, so that two clients upgrading at
 * once converge; it must never delete; and it sets scalars only, because of two containers set at one key by two
 * clients one is lost.
 */
export type Upgrade = (doc: Y.Doc) => void

/** The steps of each kind in order: the first leads from version 1 to 2. */
export type UpgradePlan = Readonly<Record<DocumentKind, readonly Upgrade[]>>

export const upgrades: UpgradePlan = { project: [], screenplay: [], scene: [], timeline: [] }

/** The schema version this program writes for a kind. */
export const schemaVersion = (kind: DocumentKind, plan: UpgradePlan = upgrades): number =>
  1 + plan[kind].length

/** False for a document written by a newer version: show it read-only, with a notice. */
export const canEdit = (doc: Y.Doc, plan: UpgradePlan = upgrades): boolean => {
  if (!metaMap(doc).has('kind')) return true
  const kind = kindOf(doc)
  return kind !== null && (versionOf(doc) ?? 1) <= schemaVersion(kind, plan)
}
