import type { PGlite } from '@electric-sql/pglite'
import { CompiledQuery, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import type { SessionMutex } from '../database/SessionMutex.ts'
import { pgliteValues } from './LiteValues.ts'

/**
 * Fence FEN-1. Lite's own PGlite driver lets transactions of different requests interleave on the one session, so
 * that a request can run with another's role. This dialect holds the session from `acquireConnection` to
 * `releaseConnection`, under the mutex everything else on that PGlite takes too.
 */
export const serialDialect = (pg: PGlite, mutex: SessionMutex): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createDriver: () => new SerialDriver(pg, mutex),
})

class HeldConnection implements DatabaseConnection {
  readonly #pg: PGlite
  readonly release: () => void

  constructor(pg: PGlite, release: () => void) {
    this.#pg = pg
    this.release = release
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // Without arguments the text may hold several statements, which only the simple protocol takes.
    const result =
      query.parameters.length === 0
        ? (await this.#pg.exec(query.sql, pgliteValues)).at(-1)
        : await this.#pg.query(query.sql, [...query.parameters], pgliteValues)
    const affected = result?.affectedRows
    return {
      rows: (result?.rows ?? []) as R[],
      ...(affected === undefined ? {} : { numAffectedRows: BigInt(affected) }),
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('PGlite does not stream.')
  }
}

class SerialDriver implements Driver {
  readonly #pg: PGlite
  readonly #mutex: SessionMutex

  constructor(pg: PGlite, mutex: SessionMutex) {
    this.#pg = pg
    this.#mutex = mutex
  }

  async init() {}
  async destroy() {}

  async acquireConnection() {
    return new HeldConnection(this.#pg, await this.#mutex.acquire())
  }

  async releaseConnection(connection: HeldConnection) {
    connection.release()
  }

  async beginTransaction(connection: HeldConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: HeldConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: HeldConnection) {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
}
