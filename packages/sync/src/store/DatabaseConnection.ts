import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { ConnectionEnded, OpenDatabase } from './OpenDatabase.ts'
import { tableNames, type TableName, type Tables } from './Tables.ts'
import { renewFiles, type WholeDatabase, readWhole, writeWhole } from './WholeDatabase.ts'
import { whileAlone } from './whileAlone.ts'

const version = 1

/** Names this database among all that ever had its name: made with it, gone with it. */
const identityKey = ['store', 'identity']

/** How long a browser keeps a database open after the last connection to it was closed, in milliseconds, and some more. */
const letGo = 4_000

type Row = { readonly value: Tables[TableName] }
export type Schema = DBSchema & { readonly [T in TableName]: { key: IDBValidKey; value: Row } }
export type Database = IDBPDatabase<Schema>

/** What was asked for met a database that lost everything; nothing was written. */
export class Emptied extends Error {
  override readonly name = 'Emptied'
  constructor() {
    super('the data of this site was cleared')
  }
}

/**
 * The one connection to a database of the browser. When the browser closed it (cleared site data, another version, a
 * crash of its storage process) it is opened again and each request that has no answer is made once more. Whoever
 * listens is told when what was opened is not what was closed.
 */
export class DatabaseConnection {
  readonly #name: string
  readonly #listeners = new Set<() => void>()
  #current: OpenDatabase | null = null
  #opening: Promise<OpenDatabase> | null = null
  /** `undefined`: never opened; `null`: made before databases had an identity. */
  #identity: string | null | undefined
  #emptied = 0
  /** Whether the browser said that something is wrong with its files since they were last seen to be read back. */
  #doubtful = false
  /** What a database in doubt held, until it is known to be on disk. */
  #rescued: WholeDatabase | null = null
  #closed = false

  constructor(name: string) {
    this.#name = name
  }

  /** Calls back, before anything else is written, when what the database held is gone. */
  onEmptied(heard: () => void): () => void {
    this.#listeners.add(heard)
    return () => void this.#listeners.delete(heard)
  }

  /** Asks at once where a connection is open, so that a dying page still gets its request out. */
  async use<A>(ask: (database: Database) => Promise<A>): Promise<A> {
    const current = this.#current
    if (current === null) return (await this.#open()).ask(ask)
    try {
      return await current.ask(ask)
    } catch (error) {
      this.#doubt(error)
      if (this.#current === current && !isDead(error)) throw error
      if (this.#current === current) this.#current = null
      return (await this.#open()).ask(ask)
    }
  }

  /** Like `use`, for writes: rejects with `Emptied` where they would stand alone in a database that lost the rest. */
  write<A>(ask: (database: Database) => Promise<A>): Promise<A> {
    const before = this.#emptied
    return this.use((database) =>
      this.#emptied === before ? ask(database) : Promise.reject(new Emptied()),
    )
  }

  close(): void {
    this.#closed = true
    this.#current?.database.close()
  }

  #open(): Promise<OpenDatabase> {
    if (this.#current !== null) return Promise.resolve(this.#current)
    this.#opening ??= this.#connect()
      .catch((error: unknown) => (isCut(error) ? this.#connect() : Promise.reject(error)))
      .finally(() => (this.#opening = null))
    return this.#opening
  }

  async #connect(): Promise<OpenDatabase> {
    let opened = await this.#make()
    if (this.#doubtful) opened = await this.#proven(opened)
    const identity = await opened.ask(identityOf)
    const emptied = this.#identity !== undefined && this.#identity !== identity
    this.#identity = identity
    this.#current = opened
    if (this.#closed) opened.database.close()
    if (emptied) {
      this.#emptied++
      for (const tell of this.#listeners) tell()
    }
    return opened
  }

  /**
   * After a disk ran full, Chromium goes on with files that are torn: all is well until they are written on and read the
   * next time, and then the whole database is taken for damaged and removed. So that is done now, while everything is in
   * memory.
   */
  async #proven(opened: OpenDatabase): Promise<OpenDatabase> {
    const known = this.#identity ?? null
    let proven = opened
    if ((await opened.ask(identityOf)) === known) {
      this.#rescued = await opened.ask(readWhole)
      await opened.ask(renewFiles)
      opened.database.close()
      await new Promise((passed) => setTimeout(passed, letGo))
      proven = await this.#make()
    }
    const rescued = this.#rescued
    if (rescued !== null && (await proven.ask(identityOf)) !== known)
      await proven.ask((database) => writeWhole(database, rescued))
    this.#rescued = null
    this.#doubtful = false
    return proven
  }

  #make(): Promise<OpenDatabase> {
    return whileAlone(this.#name, () => this.#openDatabase()).catch((error: unknown) => {
      this.#doubt(error)
      throw error
    })
  }

  #doubt(error: unknown): void {
    if (error instanceof DOMException && error.name === 'UnknownError') this.#doubtful = true
  }

  async #openDatabase(): Promise<OpenDatabase> {
    const database: Database = await openDB<Schema>(this.#name, version, {
      upgrade: (fresh, _from, _to, transaction) => {
        for (const table of tableNames) {
          if (!fresh.objectStoreNames.contains(table)) fresh.createObjectStore(table)
        }
        const id = crypto.getRandomValues(new Uint32Array(4)).join('-')
        void transaction.objectStore('rows').put({ value: { id } }, identityKey)
      },
      blocking: () => {
        database.close()
        this.#lost(opened)
      },
      terminated: () => this.#lost(opened),
    })
    const opened = new OpenDatabase(database)
    return opened
  }

  /** Looks at once what became of the data: work that is only in memory must not wait for the next keystroke. */
  #lost(opened: OpenDatabase): void {
    if (this.#current === opened) this.#current = null
    opened.end()
    if (this.#closed) return
    this.#open().catch(() => {
      // The next request opens again, and says why it cannot.
    })
  }
}

const isDead = (error: unknown): boolean =>
  error instanceof DOMException && ['InvalidStateError', 'UnknownError'].includes(error.name)

/** Whether an opening was ended from outside: what clears a site ends the openings it meets, too, and then is done. */
const isCut = (error: unknown): boolean =>
  error instanceof ConnectionEnded || (error instanceof DOMException && error.name === 'AbortError')

const identityOf = async (database: Database): Promise<string | null> => {
  const row = await database.get('rows', identityKey)
  return (row?.value as { readonly id: string } | undefined)?.id ?? null
}
