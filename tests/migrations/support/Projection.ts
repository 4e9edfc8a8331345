import { randomUUID } from 'node:crypto'
import type { Database } from '@coldopen/sync/server'
import { call } from './Caller.ts'

export interface Work {
  readonly documents: readonly {
    readonly doc: string
    readonly project: string
    readonly kind: string
    readonly owner: string
    readonly epoch: number
    readonly head: number
    readonly cursor: number
    readonly whole: boolean
    readonly created_at: string
  }[]
}

export type Row = Readonly<Record<string, unknown>>
export type Changes = Readonly<
  Record<
    string,
    {
      readonly upsert?: readonly Row[]
      readonly remove?: readonly string[]
      readonly replace?: boolean
    }
  >
>

/** What a projector that comes now would get; late rows `restMs` after the last change. */
export const work = async (
  database: Database,
  limit = 100,
  restMs = 0,
): Promise<Work['documents']> => {
  const p_projector = randomUUID()
  const claim = { p_projector, p_limit: limit, p_seconds: 60, p_rest_ms: restMs }
  const { documents } = await call<Work>(database, 'service', 'claim_documents', claim)
  await call(database, 'service', 'release_leases', { p_projector })
  return documents
}

export const apply = (
  database: Database,
  at: { readonly doc: string; readonly epoch: number },
  from: number,
  to: number,
  rows: Changes,
): Promise<{ doc: string; cursor: number }> =>
  call(database, 'service', 'apply_projection', {
    p_doc: at.doc,
    p_epoch: at.epoch,
    p_from: from,
    p_to: to,
    p_rows: rows,
  })

const readModels = [
  'public.project_overview',
  'public.scene_drafts',
  'public.screenplays',
  'public.screenplay_sections',
  'public.user_statistics',
  'engine.projects',
  'engine.scene_cards',
  'engine.screenplay_cards',
  'engine.cursors',
]

/** Every read model, row by row, as text: equal means equal to the bit. */
export const readAll = async (database: Database): Promise<Record<string, readonly string[]>> => {
  const all: Record<string, readonly string[]> = {}
  for (const table of readModels) {
    const rows = await database.query<{ row: string }>(`select t::text as row from ${table} t`)
    all[table] = rows.map(({ row }) => row).sort()
  }
  return all
}

const at = '2026-11-20T10:00:00.000000+00:00'

export const sceneRow = (
  ids: { doc: string; project: string; user: string },
  change: Row = {},
) => ({
  id: ids.doc,
  user_id: ids.user,
  project_id: ids.project,
  prompt_text: 'A ferry at night',
  duration: 1.1,
  scene_type: null,
  shot_type: 'wide',
  created_at: at,
  updated_at: at,
  ...change,
})

export const screenplayRow = (ids: { doc: string; user: string }, change: Row = {}) => ({
  id: ids.doc,
  user_id: ids.user,
  title: 'The Last Ferry',
  content: 'EXT. LANDING - NIGHT',
  version: 1,
  created_at: at,
  updated_at: at,
  ...change,
})

export const sectionRow = (id: string, doc: string, order: number, change: Row = {}) => ({
  id,
  screenplay_id: doc,
  heading: 'EXT. LANDING - NIGHT',
  content: 'Fog.',
  order_index: order,
  created_at: at,
  ...change,
})

export const projectRow = (project: string, change: Row = {}) => ({
  id: project,
  title: 'The Last Ferry',
  slug: 'the-last-ferry',
  archived: false,
  created_at: at,
  updated_at: at,
  ...change,
})

export const cardRow = (project: string, scene: string, order: number, change: Row = {}) => ({
  project_id: project,
  scene_id: scene,
  order_index: order,
  archived: false,
  deleted_at: null,
  ...change,
})
