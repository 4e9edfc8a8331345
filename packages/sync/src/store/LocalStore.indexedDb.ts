import { Effect, Layer } from 'effect'
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import { deviceCannotSave, type DeviceCannotSave } from './DeviceCannotSave.ts'
import { LocalStore, type Entry, type Prefix, type Snapshot, type Write } from './LocalStore.ts'
import { heldSessions, holdSession } from './SessionLocks.ts'
import { tableNames, type Keys, type TableName, type Tables } from './Tables.ts'

const version = 1

type Row = { readonly value: Tables[TableName] }
type Schema = DBSchema & { readonly [T in TableName]: { key: IDBValidKey; value: Row } }
type Database = IDBPDatabase<Schema>

const openDatabase = async (name: string, lost: () => void): Promise<Database> => {
  const database: Database = await openDB<Schema>(name, version, {
    upgrade: (fresh) => {
      for (const table of tableNames) {
        if (!fresh.objectStoreNames.contains(table)) fresh.createObjectStore(table)
      }
    },
    blocking: () => {
      database.close()
      lost()
    },
    terminated: lost,
  })
  return database
}

const range = (prefix: Prefix): IDBKeyRange => IDBKeyRange.bound([...prefix], [...prefix, []])

/**
 * The browser's database. A commit is asked for together with its writes, so that it happens though the page dies. A connection the browser closed (cleared site data, another version, a crash of its
 * storage process) is opened again and the request made once more; a second failure is `DeviceCannotSave`.
 */
const make = (name: string) =>
  Effect.gen(function* () {
    let connection: Database | null = null
    let opening: Promise<Database> | null = null
    const lose = (): void => {
      connection = null
    }
    const connect = (): Promise<Database> => {
      opening ??= openDatabase(name, lose)
        .then((database) => (connection = database))
        .finally(() => (opening = null))
      return opening
    }
    const request = <A>(
      during: string,
      ask: (database: Database) => Promise<A>,
    ): Effect.Effect<A, DeviceCannotSave> =>
      Effect.tryPromise({
        try: () => {
          if (connection === null) return connect().then(ask)
          return attempt(ask, connection).catch((error: unknown) => {
            if (!isDeadConnection(error)) throw error
            lose()
            return connect().then(ask)
          })
        },
        catch: (cause) => deviceCannotSave(during, cause),
      })
    const commit = (writes: readonly Write[]) =>
      request('writing', (database): Promise<unknown> => {
        const tables = [...new Set(writes.map((write) => write.table))]
        if (tables.length === 0) return Promise.resolve([])
        const transaction = database.transaction(tables, 'readwrite')
        const asked = writes.map(({ table, key, value }): Promise<unknown> => {
          const rows = transaction.objectStore(table)
          return value === null ? rows.delete([...key]) : rows.put({ value }, [...key])
        })
        transaction.commit()
        return Promise.all([...asked, transaction.done])
      })
    yield* Effect.acquireRelease(
      request('opening', () => Promise.resolve()),
      () => Effect.sync(() => connection?.close()),
    )
    return LocalStore.of({
      get: <T extends TableName>(table: T, key: Keys[T]) =>
        request('reading', async (database) => {
          const row = await database.get(table, [...key])
          return (row?.value as Tables[T] | undefined) ?? null
        }),
      list: <T extends TableName>(table: T, prefix: Prefix) =>
        request('reading', async (database) =>
          listIn(database.transaction([table]), table, prefix),
        ),
      snapshot: <T extends TableName>(tables: readonly T[], prefix: Prefix) =>
        request('reading', async (database) => {
          const transaction = database.transaction([...tables])
          const lists = tables.map(
            async (table) => [table, await listIn(transaction, table, prefix)] as const,
          )
          return Object.fromEntries(await Promise.all(lists)) as unknown as Snapshot<T>
        }),
      keys: <T extends TableName>(table: T, prefix: Prefix) =>
        request(
          'reading',
          async (database) =>
            (await database.getAllKeys(table, range(prefix))) as unknown as readonly Keys[T][],
        ),
      commit: (writes) => Effect.asVoid(commit(writes)),
      hold: (session) => holdSession(name, session),
      held: heldSessions(name),
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

const attempt = <A>(ask: (database: Database) => Promise<A>, database: Database): Promise<A> => {
  try {
    return ask(database)
  } catch (error) {
    return Promise.reject(error)
  }
}

const isDeadConnection = (error: unknown): boolean =>
  error instanceof DOMException && ['InvalidStateError', 'UnknownError'].includes(error.name)

/** The store of a browser, in the IndexedDB database of that name. */
export const layerIndexedDb = (name: string): Layer.Layer<LocalStore, DeviceCannotSave> =>
  Layer.effect(LocalStore, make(name))
