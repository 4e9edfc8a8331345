import { projectOverview } from '@coldopen/core/projection'
import type { Rows } from '@coldopen/core/projection'
import type { SupabaseClient } from '@supabase/supabase-js'
import { expectedRows } from './ExpectedRows.ts'
import { lastChange, listDocuments, readLog } from './ReadLog.ts'
import type { ReadLog } from './ReadLog.ts'
import { rebuild } from './Rebuild.ts'
import type { RowsVerdict } from './RowsVerdict.ts'
import { differencesOf, readRows } from './TableRows.ts'

/**
 * Compares what a project's board says of its scenes and screenplays, and its overview, which is made of the logs of
 * all its documents: every scene is replayed for it.
 */
export const compareProject = async (
  client: SupabaseClient,
  { document }: ReadLog,
  { scene_cards: cards = [], screenplay_cards: scripts = [] }: Rows,
): Promise<RowsVerdict> => {
  const documents = (await listDocuments(client)).filter((one) => one.project === document.doc)
  const changes: string[] = []
  for (const one of documents) {
    const changed = await lastChange(client, one)
    if (changed !== null) changes.push(changed)
  }
  const scenes = documents.filter(({ kind, head }) => kind === 'scene' && head > 0)
  const drafts = []
  for (const { doc } of scenes) {
    const log = await readLog(client, doc)
    drafts.push(...(expectedRows(log, rebuild(log.events)).scene_drafts ?? []))
  }
  const overview = projectOverview({
    project: document.doc,
    owner: document.owner,
    createdAt: document.created_at,
    cards,
    drafts,
    changes,
  })
  const known = new Set(documents.filter(({ head }) => head > 0).map(({ doc }) => doc))
  const places = cards
    .filter(({ scene_id }) => known.has(scene_id))
    .map(({ scene_id: id, order_index, archived, deleted_at }) => ({
      id,
      order_index,
      archived,
      deleted_at,
    }))
  const shelved = scripts
    .filter(({ screenplay_id }) => known.has(screenplay_id))
    .map(({ screenplay_id: id, archived, deleted_at }) => ({ id, archived, deleted_at }))
  const compare = async (table: string, key: string, wanted: readonly object[], among: Among) => {
    const named = new Set(wanted.map((row) => Reflect.get(row, key) as unknown))
    const found = await readRows(client, table, { key, ...among })
    return differencesOf(
      table,
      key,
      wanted,
      found.filter((row) => named.has(row[key])),
    )
  }
  const value = document.doc
  return {
    tables: ['project_overview', 'scene_drafts', 'screenplays'],
    rows: 1 + places.length + shelved.length,
    differences: [
      ...(await compare('project_overview', 'project_id', [overview], {
        column: 'project_id',
        value,
      })),
      ...(await compare('scene_drafts', 'id', places, { column: 'project_id', value })),
      ...(await compare('screenplays', 'id', shelved, {
        column: 'user_id',
        value: document.owner,
      })),
    ],
  }
}

interface Among {
  readonly column: string
  readonly value: string
}
