import type { Database } from './DatabaseConnection.ts'
import { tableNames, type TableName } from './Tables.ts'

/** Everything a database holds. */
export type WholeDatabase = readonly {
  readonly table: TableName
  readonly keys: readonly IDBValidKey[]
  readonly rows: readonly Parameters<IDBObjectStore['put']>[0][]
}[]

/** Reads everything, as it is at one moment. */
export const readWhole = (database: Database): Promise<WholeDatabase> => {
  const transaction = database.transaction([...tableNames])
  return Promise.all(
    tableNames.map(async (table) => {
      const store = transaction.objectStore(table)
      const [keys, rows] = await Promise.all([store.getAllKeys(), store.getAll()])
      return { table, keys, rows }
    }),
  )
}

/** Puts everything back, in one transaction. */
export const writeWhole = async (database: Database, whole: WholeDatabase): Promise<void> => {
  const transaction = database.transaction([...tableNames], 'readwrite')
  const asked = whole.flatMap(({ table, keys, rows }) =>
    keys.map((key, i) => transaction.objectStore(table).put(rows[i] as never, key)),
  )
  await Promise.all([...asked, transaction.done])
}

const scratchKey = ['store', 'scratch']
/** More than Chromium gathers (4 MB) before it begins new files, in pieces and bytes each. */
const scratch = { pieces: 8, bytes: 1_048_576 }

/** Has the browser write to each of its files, and begin new ones. */
export const renewFiles = async (database: Database): Promise<void> => {
  const value = { body: new Uint8Array(scratch.bytes) }
  for (let n = 0; n < scratch.pieces; n += 1) await database.put('rows', { value }, scratchKey)
  await database.delete('rows', scratchKey)
}
