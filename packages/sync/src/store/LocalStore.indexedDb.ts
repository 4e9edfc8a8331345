import { Effect, Layer } from 'effect'
import type { IDBPTransaction } from 'idb'
import { DatabaseConnection, type Database, type Schema } from './DatabaseConnection.ts'
import { deviceCannotSave, type DeviceCannotSave } from './DeviceCannotSave.ts'
import { LocalStore, type Entry, type Prefix, type Snapshot, type Write } from './LocalStore.ts'
import { heldSessions, holdSession } from './SessionLocks.ts'
import type { Keys, TableName, Tables } from './Tables.ts'

const range = (prefix: Prefix): IDBKeyRange => IDBKeyRange.bound([...prefix], [...prefix, []])

/** The browser's database. A commit is asked for together with its writes, so that it happens though the page dies. */
const make = (name: string) =>
  Effect.gen(function* () {
    const connection = new DatabaseConnection(name)
    const attempt = <A>(
      during: string,
      ask: () => Promise<A>,
    ): Effect.Effect<A, DeviceCannotSave> =>
      Effect.tryPromise({ try: ask, catch: (cause) => deviceCannotSave(during, cause) })
    const read = <A>(ask: (database: Database) => Promise<A>) =>
      attempt('reading', () => connection.use(ask))
    const commit = (writes: readonly Write[]) =>
      attempt('writing', () =>
        connection.write((database): Promise<unknown> => {
          const tables = [...new Set(writes.map((write) => write.table))]
          if (tables.length === 0) return Promise.resolve([])
          const transaction = database.transaction(tables, 'readwrite')
          const asked = writes.map(({ table, key, value }): Promise<unknown> => {
            const rows = transaction.objectStore(table)
            return value === null ? rows.delete([...key]) : rows.put({ value }, [...key])
          })
          transaction.commit()
          return Promise.all([...asked, transaction.done])
        }),
      )
    yield* Effect.acquireRelease(
      attempt('opening', () => connection.use(() => Promise.resolve())),
      () => Effect.sync(() => connection.close()),
    )
    return LocalStore.of({
      get: <T extends TableName>(table: T, key: Keys[T]) =>
        read(async (database) => {
          const row = await database.get(table, [...key])
          return (row?.value as Tables[T] | undefined) ?? null
        }),
      list: <T extends TableName>(table: T, prefix: Prefix) =>
        read(async (database) => listIn(database.transaction([table]), table, prefix)),
      snapshot: <T extends TableName>(tables: readonly T[], prefix: Prefix) =>
        read(async (database) => {
          const transaction = database.transaction([...tables])
          const lists = tables.map(
            async (table) => [table, await listIn(transaction, table, prefix)] as const,
          )
          return Object.fromEntries(await Promise.all(lists)) as unknown as Snapshot<T>
        }),
      keys: <T extends TableName>(table: T, prefix: Prefix) =>
        read(
          async (database) =>
            (await database.getAllKeys(table, range(prefix))) as unknown as readonly Keys[T][],
        ),
      commit: (writes) => Effect.asVoid(commit(writes)),
      hold: (session) => holdSession(name, session),
      held: heldSessions(name),
      onEmptied: (heard) => connection.onEmptied(heard),
    })
  })

const listIn = async <T extends TableName>(
  transaction: IDBPTransaction<Schema, T[]>,
  table: T,
  prefix: Prefix,
): Promise<readonly Entry<T>[]> => {
  const rows = transaction.objectStore(table)
  const [keys, values] = await Promise.all([
    rows.getAllKeys(range(prefix)),
    rows.getAll(range(prefix)),
  ])
  return keys.map((key, i) => ({ key, value: values[i]!.value }) as unknown as Entry<T>)
}

/** The store of a browser, in the IndexedDB database of that name. */
export const layerIndexedDb = (name: string): Layer.Layer<LocalStore, DeviceCannotSave> =>
  Layer.effect(LocalStore, make(name))
