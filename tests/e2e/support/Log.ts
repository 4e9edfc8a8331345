import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { root } from '../../runner/Step.ts'
import type { TestBackend } from '../../support/backend.ts'

interface ScreenplayRow {
  readonly id: string
  readonly title: string
  readonly content: string
}

interface SectionRow {
  readonly heading: string
  readonly content: string
  readonly order_index: number
}

/** What engineers see of a project: its log and its tables, read as the service role. */
export interface ProjectTables {
  readonly screenplay: ScreenplayRow
  readonly sections: readonly SectionRow[]
}

/** The id of the project's only screenplay document. */
export const screenplayOf = async (backend: TestBackend, project: string): Promise<string> => {
  const [row] = await backend.database.query<{ id: string }>(
    `select id::text from engine.documents where project_id = $1 and kind = 'screenplay'`,
    [project],
  )
  if (row === undefined) throw new Error(`project ${project} has no screenplay in the log`)
  return row.id
}

/** Reads the read models of one screenplay. */
export const tablesOf = async (backend: TestBackend, document: string): Promise<ProjectTables> => {
  const [screenplay] = await backend.database.query<ScreenplayRow>(
    'select id::text, title, content from public.screenplays where id = $1',
    [document],
  )
  const sections = await backend.database.query<SectionRow>(
    'select heading, content, order_index from public.screenplay_sections where screenplay_id = $1 order by order_index',
    [document],
  )
  if (screenplay === undefined) throw new Error(`screenplay ${document} is not projected yet`)
  return { screenplay, sections }
}

/** Waits until every event of the log stands in the tables, the late rows of whole scripts (PJR-19) too. */
export const projected = async (backend: TestBackend): Promise<void> => {
  await expect
    .poll(async () => {
      const [row] = await backend.database.query<{ behind: string }>(
        `select count(*)::text as behind from engine.documents d
           where (select coalesce(max(e.seq), 0) from engine.events e where e.doc_id = d.id)
             > coalesce((select c.seq from engine.cursors c where c.doc_id = d.id), 0)
             or exists (select from engine.cursors c where c.doc_id = d.id and c.late_since is not null)`,
      )
      return row?.behind
    })
    .toBe('0')
}

export interface LogShape {
  readonly events: number
  readonly dense: boolean
  readonly distinct: boolean
}

/** Whether the log of a document is dense from 1 and holds every event once. */
export const logShape = async (backend: TestBackend, document: string): Promise<LogShape> => {
  const rows = await backend.database.query<{ seq: string; event_id: string }>(
    `select e.seq::text, e.event_id::text from engine.log_events($1, 0, ${Number.MAX_SAFE_INTEGER}) e order by e.seq`,
    [document],
  )
  return {
    events: rows.length,
    dense: rows.every((row, index) => Number(row.seq) === index + 1),
    distinct: new Set(rows.map((row) => row.event_id)).size === rows.length,
  }
}

/** Runs the product's own `coldopen replay` as one of the writers; rejects when it finds a difference. */
export const replay = async (
  backend: TestBackend,
  document: string,
  writer: { readonly email: string },
): Promise<string> => {
  const cli = 'packages/sync/src/server/cli/main.ts'
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, 'replay', document, '--data', backend.dataDir, '--as', writer.email],
    { cwd: root, timeout: 240_000 },
  )
  return stdout
}
