import type { SupabaseClient } from '@supabase/supabase-js'
import { isDeepStrictEqual } from 'node:util'

/** A row as table REST gives it. */
export type Row = Readonly<Record<string, unknown>>

const pageSize = 1_000

/** Every row whose `column` has `value`, in the order of `key`. Rejects with a sentence. */
export const readRows = async (
  client: SupabaseClient,
  table: string,
  { key, column, value }: { readonly key: string; readonly column: string; readonly value: string },
): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for (;;) {
    const { data, error } = await client
      .from(table)
      .select('*')
      .eq(column, value)
      .order(key)
      .range(rows.length, rows.length + pageSize - 1)
    if (error !== null) throw new Error(`${table}: ${error.message}`)
    rows.push(...(data as readonly Row[]))
    if (data.length < pageSize) return rows
  }
}

/** What differs, a sentence each. Only the columns a wanted row has are compared. */
export const differencesOf = (
  table: string,
  key: string,
  wanted: readonly object[],
  found: readonly Row[],
): readonly string[] => {
  const byKey = new Map(found.map((row) => [row[key], row]))
  const differences: string[] = []
  for (const row of wanted as readonly Row[]) {
    const name = `${table} ${String(row[key])}`
    const there = byKey.get(row[key])
    byKey.delete(row[key])
    if (there === undefined) differences.push(`${name}: missing`)
    else
      for (const [column, value] of Object.entries(row))
        if (!isDeepStrictEqual(plain(value), plain(there[column])))
          differences.push(
            `${name}.${column}: ${JSON.stringify(there[column])}, by the log ${JSON.stringify(value)}`,
          )
  }
  for (const id of byKey.keys()) differences.push(`${table} ${String(id)}: not in the log`)
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
