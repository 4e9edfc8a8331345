import type { Rows, TableName, Tables } from './Catalog.ts'
import { keyColumn } from './Catalog.ts'

/** What has to be written so that a table holds the rows after instead of the rows before. */
export interface TableChange<Row> {
  readonly upsert: readonly Row[]
  readonly remove: readonly string[]
}

/** The changes of one document, in the shape `apply_projection` takes; tables without a change are absent. */
export type Changes = { readonly [T in TableName]?: TableChange<Tables[T]> }

/** The smallest set of upserts and removals that turns the rows `before` into the rows `after`. */
export const diffRows = (before: Rows, after: Rows): Changes => {
  const changes: Record<string, TableChange<unknown>> = {}
  for (const table of tableNames) {
    const change = diffTable(table, before[table] ?? [], after[table] ?? [])
    if (change.upsert.length > 0 || change.remove.length > 0) changes[table] = change
  }
  return changes as Changes
}

const tableNames = Object.keys(keyColumn) as TableName[]

type AnyRow = Tables[TableName]

const diffTable = (
  table: TableName,
  before: readonly AnyRow[],
  after: readonly AnyRow[],
): TableChange<AnyRow> => {
  if (before === after) return { upsert: [], remove: [] }
  const key = keyOf(table)
  const old = new Map(before.map((row) => [key(row), row]))
  const upsert: AnyRow[] = []
  for (const row of after) {
    const was = old.get(key(row))
    old.delete(key(row))
    if (was === undefined || !sameRow(was, row)) upsert.push(row)
  }
  return { upsert, remove: [...old.keys()] }
}

const keyOf =
  (table: TableName) =>
  (row: AnyRow): string =>
    String((row as Record<string, unknown>)[keyColumn[table]])

const sameRow = (a: AnyRow, b: AnyRow): boolean => {
  if (a === b) return true
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  return Object.keys(right).every((column) => left[column] === right[column])
}
