import postgres from 'postgres'
import type { Database, DatabaseKind, Queryable, SqlArgument, Transaction } from './Database.ts'
import { DatabaseError } from './DatabaseError.ts'
import { postgresBatches } from './PostgresBatch.ts'
import { listenPostgres } from './PostgresListener.ts'
import { PostgresSessions } from './session/PostgresSessions.ts'
import type { SocketAddress } from './session/PostgresSession.ts'
import { isoTimestamp, jsonText, safeInteger, same, typeOid } from './SqlValues.ts'

/** Where a PostgreSQL server answers: a URL, or a directory holding its unix socket. */
export type PostgresAddress = { readonly url: string } | SocketAddress

const text = (oid: number) => ({ to: oid, from: [oid], serialize: same, parse: same })

const types = {
  int8: { to: typeOid.int8, from: [typeOid.int8], serialize: String, parse: safeInteger },
  numeric: text(typeOid.numeric),
  json: { to: typeOid.json, from: [typeOid.json], serialize: jsonText, parse: JSON.parse },
  jsonb: { to: typeOid.jsonb, from: [typeOid.jsonb], serialize: jsonText, parse: JSON.parse },
  date: text(typeOid.date),
  time: text(typeOid.time),
  timestamp: { ...text(typeOid.timestamp), parse: isoTimestamp },
  timestamptz: { ...text(typeOid.timestamptz), parse: isoTimestamp },
}

/** Seconds before a lost connection is tried again: a server of ours is back within a second, so never long. */
const backoff = (retries: number) => Math.min(0.02 * 2 ** retries, 0.5)

/** Options of postgres.js for an address; shared with Supabase Lite's own pool. */
export const postgresOptions = (address: PostgresAddress) =>
  'url' in address
    ? { backoff }
    : {
        backoff,
        host: address.socketDir,
        port: address.port,
        user: address.user,
        database: address.database,
      }

/** Connects to PostgreSQL; rejects with a `DatabaseError` of class 08 or 28 when it cannot. */
export const openPostgres = async (options: {
  readonly kind: Exclude<DatabaseKind, 'pglite'>
  readonly address: PostgresAddress
  readonly maxConnections?: number
}): Promise<Database> => {
  const { address, maxConnections = 10 } = options
  const base = {
    ...postgresOptions(address),
    types,
    onnotice: () => {},
    connection: { TimeZone: 'UTC', application_name: 'coldopen' },
  }
  const url = 'url' in address ? address.url : ''
  const sql = postgres(url, { ...base, max: maxConnections })
  const prepare = !isPooler(url)

  const run = async <A>(call: () => PromiseLike<A>): Promise<A> => {
    try {
      return await call()
    } catch (cause) {
      throw asDatabaseError(cause)
    }
  }
  const queries = (on: Pick<postgres.Sql, 'unsafe'>): Transaction => ({
    query: <R extends object>(statement: string, args: readonly SqlArgument[] = []) =>
      run(
        async () =>
          [...(await on.unsafe<R[]>(statement, [...args] as never[], { prepare }))] as R[],
      ),
    exec: (statements) => run(async () => void (await on.unsafe(statements).simple())),
  })

  const outside = queries(sql)
  const batches =
    'url' in address ? postgresBatches(sql, prepare) : new PostgresSessions(address, maxConnections)
  const transaction = <A>(fn: (tx: Transaction) => Promise<A>) =>
    run(() => sql.begin((on) => withHonestCommit(on, queries(on), fn))).catch(
      (outcome: unknown) => {
        if (outcome instanceof Outcome) return outcome.value as A
        throw outcome
      },
    ) as Promise<A>
  const rollback = <A>(fn: (tx: Transaction) => Promise<A>) =>
    run(() =>
      sql.begin(async (on) => {
        throw new Outcome(await fn(queries(on)))
      }),
    ).catch((outcome: unknown) => {
      if (outcome instanceof Outcome) return outcome.value as A
      throw outcome
    }) as Promise<A>

  const close = async () => {
    await batches.close()
    await sql.end({ timeout: 5 })
  }
  try {
    const [row] = await outside.query<{ version: string }>(
      `select split_part(current_setting('server_version'), ' ', 1) as version`,
    )
    return {
      kind: options.kind,
      version: row?.version ?? 'unknown',
      ...outside,
      transaction,
      batch: (statements) => run(() => batches.run(statements)),
      rollback,
      listen: (channel, onPayload) => run(() => listenPostgres(url, base, channel, onPayload)),
      close,
    }
  } catch (cause) {
    await close()
    throw cause
  }
}

/** Carries a value out of a transaction that postgres.js must not commit (any more). */
class Outcome {
  readonly value: unknown
  constructor(value: unknown) {
    this.value = value
  }
}

/**
 * postgres.js rolls back whenever a statement failed, even inside a savepoint the caller rolled back to. So when
 * one did, commit ourselves, and read from the command tag whether PostgreSQL committed.
 */
const withHonestCommit = async <A>(
  on: postgres.TransactionSql,
  inner: Transaction,
  fn: (tx: Transaction) => Promise<A>,
): Promise<A> => {
  let failed = false
  const watch = <B>(work: Promise<B>): Promise<B> =>
    work.catch((cause: unknown) => {
      failed = true
      throw cause
    })
  const query: Queryable['query'] = (statement, args) => watch(inner.query(statement, args))
  const value = await fn({ query, exec: (statements) => watch(inner.exec(statements)) })
  if (!failed) return value
  const committed = await on.unsafe('commit')
  if (committed.command === 'COMMIT') throw new Outcome(value)
  throw new DatabaseError({
    code: '25P02',
    message: 'A statement of this transaction failed and was ignored; nothing was committed.',
  })
}

/** Behind Supabase's or another transaction pooler a prepared statement may meet a different session. */
const isPooler = (url: string) => /:6543\/|[?&]pgbouncer=true/.test(url)

const asDatabaseError = (cause: unknown): unknown => {
  if (cause instanceof Outcome || cause instanceof DatabaseError) return cause
  if (!(cause instanceof Error) || !('code' in cause)) return cause
  const { code, message } = cause as Error & { code: unknown }
  const field = (name: string) => {
    const value: unknown = Reflect.get(cause, name)
    return typeof value === 'string' ? value : null
  }
  if (cause instanceof postgres.PostgresError)
    return new DatabaseError({
      code: String(code),
      message,
      detail: field('detail'),
      hint: field('hint'),
      cause,
    })
  if (typeof code === 'string' && /^(CONNECT|E[A-Z]+$)/.test(code))
    return new DatabaseError({
      code: '08006',
      message: `The database does not answer (${code}).`,
      cause,
    })
  return cause
}
