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
  const key = keyOf(table)
  const upsert: AnyRow[] = []
  let same = 0
  for (const row of after) {
    const was = before[same]
    if (was === undefined || (was !== row && key(was) !== key(row))) break
    if (!sameRow(was, row)) upsert.push(row)
    same++
  }
  const old = new Map(before.slice(same).map((row) => [key(row), row]))
  for (const row of after.slice(same)) {
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
