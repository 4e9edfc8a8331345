import { project } from '@coldopen/core/projection'
import type { Rows, TableName } from '@coldopen/core/projection'
import type { SupabaseClient } from '@supabase/supabase-js'
import { isDeepStrictEqual } from 'node:util'
import type * as Y from 'yjs'
import type { ReadLog } from './ReadLog.ts'

/** The read models everyone may read, with the column that names the document. The others live inside the database. */
const readable: Partial<Record<TableName, string>> = {
  screenplays: 'id',
  screenplay_sections: 'screenplay_id',
  scene_drafts: 'id',
}

/** What a table should hold for a document and does not, or holds and should not. */
export interface RowsVerdict {
  readonly tables: readonly string[]
  readonly rows: number
  readonly differences: readonly string[]
}

/** Projects the rebuilt document anew and compares with what the tables hold. */
export const compareRows = async (
  client: SupabaseClient,
  { document, events }: ReadLog,
  doc: Y.Doc,
): Promise<RowsVerdict> => {
  const expected: Rows = project(document.kind, doc, {
    document: document.doc,
    project: document.project,
    owner: document.owner,
    createdAt: document.created_at,
    seq: events.length,
    changedAt: events.at(-1)?.committed_at ?? document.created_at,
  })
  const differences: string[] = []
  const tables: string[] = []
  let rows = 0
  for (const [table, column] of Object.entries(readable)) {
    const wanted: readonly object[] | undefined = expected[table as TableName]
    if (wanted === undefined) continue
    tables.push(table)
    rows += wanted.length
    const found = await readRows(client, table, column, document.doc)
    differences.push(...differencesOf(table, wanted, found))
  }
  return { tables, rows, differences }
}

type Row = Readonly<Record<string, unknown>>

const pageSize = 1_000

const readRows = async (
  client: SupabaseClient,
  table: string,
  column: string,
  document: string,
) => {
  const rows: Row[] = []
  for (;;) {
    const { data, error } = await client
      .from(table)
      .select('*')
      .eq(column, document)
      .order('id')
      .range(rows.length, rows.length + pageSize - 1)
    if (error !== null) throw new Error(`${table}: ${error.message}`)
    rows.push(...(data as readonly Row[]))
    if (data.length < pageSize) return rows
  }
}

const differencesOf = (
  table: string,
  wanted: readonly object[],
  found: readonly Row[],
): string[] => {
  const byId = new Map(found.map((row) => [row['id'], row]))
  const differences: string[] = []
  for (const row of wanted as readonly Row[]) {
    const there = byId.get(row['id'])
    byId.delete(row['id'])
    if (there === undefined) differences.push(`${table} ${String(row['id'])}: missing`)
    else
      for (const [column, value] of Object.entries(row))
        if (!isDeepStrictEqual(plain(value), plain(there[column])))
          differences.push(
            `${table} ${String(row['id'])}.${column}: ${JSON.stringify(there[column])}, by the log ${JSON.stringify(value)}`,
          )
  }
  for (const id of byId.keys()) differences.push(`${table} ${String(id)}: not in the log`)
  return differences
}

/** Numbers and times have several spellings; everything else is compared as it is. */
const plain = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  if (/^-?\d+\.\d+$/.test(value)) return Number(value)
  return /^\d{4}-\d\d-\d\dT/.test(value)
    ? value.replace(/\.?0*(?=[+Z])/, '').replace(/\+00:00$/, 'Z')
    : value
}
