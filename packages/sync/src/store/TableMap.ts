import { compareKeys, startsWith } from './KeyOrder.ts'
import type { Entry, Prefix, Snapshot, Write } from './LocalStore.ts'
import { tableNames, type Keys, type TableName, type Tables, type UpdateRecord } from './Tables.ts'

/** The tables as maps in memory: what the memory and the file store hold. Values are copied in, never shared. */
export class TableMap {
  readonly #tables = new Map<TableName, Map<string, Entry<TableName>>>(
    tableNames.map((name) => [name, new Map()]),
  )

  /** The tables that commits add up to. Nobody else may hold their values; the bytes the values are views of are let go. */
  static of(commits: readonly (readonly Write[])[]): TableMap {
    const map = new TableMap()
    for (const writes of commits) {
      for (const { table, key, value } of writes) {
        const rows = map.#rows(table)
        if (value === null) rows.delete(JSON.stringify(key))
        else rows.set(JSON.stringify(key), { key, value })
      }
    }
    const updates = map.#rows('updates')
    for (const [name, { key, value }] of updates) {
      updates.set(name, { key, value: { body: (value as UpdateRecord).body.slice() } })
    }
    return map
  }

  get<T extends TableName>(table: T, key: Keys[T]): Tables[T] | null {
    return (this.#rows(table).get(JSON.stringify(key))?.value as Tables[T] | undefined) ?? null
  }

  list<T extends TableName>(table: T, prefix: Prefix): Entry<T>[] {
    const found: Entry<T>[] = []
    for (const entry of this.#rows(table).values()) {
      if (startsWith(entry.key, prefix)) found.push(entry as Entry<T>)
    }
    return found.sort((a, b) => compareKeys(a.key, b.key))
  }

  snapshot<T extends TableName>(tables: readonly T[], prefix: Prefix): Snapshot<T> {
    return Object.fromEntries(
      tables.map((table) => [table, this.list(table, prefix)]),
    ) as unknown as Snapshot<T>
  }

  apply(writes: readonly Write[]): void {
    for (const { table, key, value } of writes) {
      const rows = this.#rows(table)
      if (value === null) rows.delete(JSON.stringify(key))
      else {
        // `structuredClone` of a view copies the whole buffer behind it, such as a file just read.
        const own = table === 'updates' ? { body: value.body.slice() } : structuredClone(value)
        rows.set(JSON.stringify(key), { key, value: own })
      }
    }
  }

  clear(): void {
    for (const rows of this.#tables.values()) rows.clear()
  }

  /** Everything as writes that rebuild it. */
  *writes(): Iterable<Write> {
    for (const [table, rows] of this.#tables) {
      for (const { key, value } of rows.values()) yield { table, key, value } as Write
    }
  }

  #rows(table: TableName): Map<string, Entry<TableName>> {
    return this.#tables.get(table)!
  }
}
