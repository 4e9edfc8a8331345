import { Effect, Layer, type Scope } from 'effect'
import type { IDBPTransaction } from 'idb'
import { DatabaseConnection, type Database, type Schema } from './DatabaseConnection.ts'
import { deviceCannotSave, type DeviceCannotSave } from './DeviceCannotSave.ts'
import type { Liveness } from './Liveness.ts'
import {
  LocalStore,
  type Author,
  type Entry,
  type Prefix,
  type Snapshot,
  type Write,
} from './LocalStore.ts'
import { sessionCalls } from './SessionCalls.ts'
import { SessionEnded } from './SessionEnded.ts'
import { sessionLocks } from './SessionLocks.ts'
import type { Keys, TableName, Tables } from './Tables.ts'

const range = (prefix: Prefix): IDBKeyRange => IDBKeyRange.bound([...prefix], [...prefix, []])

/** The row that says a session has ended; it lies with the names, whose keys have one part. */
const endKey = (document: string, session: string): IDBValidKey => ['ended', document, session]

/** The browser's database. A commit is asked for together with its writes, so that it happens though the page dies. */
const make = (name: string, makeLiveness: MakeLiveness) =>
  Effect.gen(function* () {
    const liveness = yield* makeLiveness(name)
    const connection = new DatabaseConnection(name)
    const attempt = <A, E = DeviceCannotSave>(
      during: string,
      run: () => Promise<A>,
      refusal: (cause: unknown) => E | DeviceCannotSave = (cause) =>
        deviceCannotSave(during, cause),
    ): Effect.Effect<A, E | DeviceCannotSave> => Effect.tryPromise({ try: run, catch: refusal })
    const read = <A>(run: (database: Database) => Promise<A>) =>
      attempt('reading', () => connection.use(run))
    const write = <A>(run: (database: Database) => Promise<A>) =>
      attempt('writing', () => connection.write(run))
    const commit = (writes: readonly Write[]) =>
      write((database) => writeAll(database, writes, null))
    const commitAs = ([document, session]: Author, writes: readonly Write[]) => {
      const unless = liveness.sure ? null : endKey(document, session)
      return attempt(
        'writing',
        () => connection.write((database) => writeAll(database, writes, unless)),
        (cause) =>
          isTaken(cause) ? new SessionEnded({ session }) : deviceCannotSave('writing', cause),
      )
    }
    const endings = (document: string) =>
      read(async (database) => {
        const keys = await ask(database, ['kv'], (transaction) =>
          transaction.objectStore('kv').getAllKeys(range(['ended', document])),
        )
        return new Set(keys.map((key) => (key as unknown as readonly string[])[2] ?? ''))
      })
    const end = (document: string, sessions: readonly string[]) =>
      write(async (database) => {
        const transaction = database.transaction(['kv'], 'readwrite')
        const rows = transaction.objectStore('kv')
        const asked = sessions.map((session) => rows.put({ value: '' }, endKey(document, session)))
        transaction.commit()
        await Promise.all([...asked, transaction.done])
        return sessions
      }).pipe(
        Effect.catch((error) =>
          Effect.as(Effect.logWarning('What other tabs left stays with them for now.', error), []),
        ),
      )
    const ended = Effect.fnUntraced(function* (document: string, sessions: readonly string[]) {
      const before = liveness.sure ? new Set<string>() : yield* endings(document)
      const open = sessions.filter((session) => !before.has(session))
      const living = yield* liveness.living(open)
      const dead = open.filter((session) => !living.has(session))
      const ending = liveness.sure || dead.length === 0 ? dead : yield* end(document, dead)
      const over = new Set([...before, ...ending])
      return new Set(sessions.filter((session) => over.has(session)))
    })
    yield* Effect.acquireRelease(
      attempt('opening', () => connection.use(() => Promise.resolve())),
      () => Effect.sync(() => connection.close()),
    )
    return LocalStore.of({
      get: <T extends TableName>(table: T, key: Keys[T]) =>
        read(async (database) => {
          const row = await ask(database, [table], (transaction) =>
            transaction.objectStore(table).get([...key]),
          )
          return (row?.value as Tables[T] | undefined) ?? null
        }),
      list: <T extends TableName>(table: T, prefix: Prefix) =>
        read((database) =>
          ask(database, [table], (transaction) => listIn(transaction, table, prefix)),
        ),
      snapshot: <T extends TableName>(tables: readonly T[], prefix: Prefix) =>
        read(async (database) => {
          const lists = await ask(database, tables, (transaction) =>
            Promise.all(
              tables.map(
                async (table) => [table, await listIn(transaction, table, prefix)] as const,
              ),
            ),
          )
          return Object.fromEntries(lists) as unknown as Snapshot<T>
        }),
      keys: <T extends TableName>(table: T, prefix: Prefix) =>
        read(async (database) => {
          const keys = await ask(database, [table], (transaction) =>
            transaction.objectStore(table).getAllKeys(range(prefix)),
          )
          return keys as unknown as readonly Keys[T][]
        }),
      commit,
      commitAs,
      claim: (claimed, value) =>
        write(async (database) => {
          const transaction = database.transaction('kv', 'readwrite')
          const rows = transaction.objectStore('kv')
          const known = (await rows.get([claimed])) as { readonly value: string } | undefined
          if (known === undefined) await rows.put({ value }, [claimed])
          await transaction.done
          return known?.value ?? value
        }),
      hold: liveness.hold,
      ended,
      onEmptied: (heard) => connection.onEmptied(heard),
    })
  })

/**
 * Reads that are placed at once, and the end of their transaction with them: a page that is frozen before it hears the
 * answers keeps no other tab's commit waiting.
 */
const ask = <T extends TableName, A>(
  database: Database,
  tables: readonly T[],
  place: (transaction: IDBPTransaction<Schema, T[]>) => Promise<A>,
): Promise<A> => {
  const transaction = database.transaction([...tables])
  const answer = place(transaction)
  transaction.commit()
  return answer
}

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

/**
 * All writes in one transaction, asked for at once. `unless` is a row that must not be there: adding it fails the
 * transaction if it is, without a read to wait for, which a dying page could not.
 */
const writeAll = async (
  database: Database,
  writes: readonly Write[],
  unless: IDBValidKey | null,
): Promise<void> => {
  const tables = new Set(writes.map((write) => write.table))
  if (tables.size === 0) return
  if (unless !== null) tables.add('kv')
  const transaction = database.transaction([...tables], 'readwrite')
  const asked: Promise<unknown>[] = []
  if (unless !== null) {
    const rows = transaction.objectStore('kv')
    asked.push(rows.add({ value: '' }, unless), rows.delete(unless))
  }
  for (const { table, key, value } of writes) {
    const rows = transaction.objectStore(table)
    asked.push(value === null ? rows.delete([...key]) : rows.put({ value }, [...key]))
  }
  transaction.commit()
  await Promise.all([...asked, transaction.done])
}

const isTaken = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'ConstraintError'

/** How to learn which tabs live: by Web Locks where the page may use them, that is in a secure context. */
type MakeLiveness = (database: string) => Effect.Effect<Liveness, never, Scope.Scope>

const chooseLiveness: MakeLiveness = (database) =>
  (navigator.locks as LockManager | undefined) === undefined
    ? sessionCalls(database)
    : Effect.succeed(sessionLocks(database))

/** The store of a browser, in the IndexedDB database of that name. */
export const layerIndexedDb = (
  name: string,
  makeLiveness: MakeLiveness = chooseLiveness,
): Layer.Layer<LocalStore, DeviceCannotSave> => Layer.effect(LocalStore, make(name, makeLiveness))
