import { AsyncResource } from 'node:async_hooks'
import type { PGlite } from '@electric-sql/pglite'
import type { Database, SqlArgument, TextRow, Transaction } from './Database.ts'
import { DatabaseError } from './DatabaseError.ts'
import type { SessionMutex } from './SessionMutex.ts'
import { byteaHex, isoTimestamp, jsonText, safeInteger, same, typeOid } from './SqlValues.ts'

const parsers = {
  [typeOid.bytea]: (value: string) => new Uint8Array(Buffer.from(value.slice(2), 'hex')),
  [typeOid.int8]: safeInteger,
  [typeOid.json]: (value: string) => JSON.parse(value) as unknown,
  [typeOid.jsonb]: (value: string) => JSON.parse(value) as unknown,
  [typeOid.numeric]: same,
  [typeOid.date]: same,
  [typeOid.time]: same,
  [typeOid.timestamp]: isoTimestamp,
  [typeOid.timestamptz]: isoTimestamp,
}
const serializers = {
  [typeOid.bytea]: byteaHex,
  [typeOid.json]: jsonText,
  [typeOid.jsonb]: jsonText,
}

/** The port over a PGlite instance that others (Supabase Lite) use too: all of them share `mutex`. */
export const openPglite = async (pg: PGlite, mutex: SessionMutex): Promise<Database> => {
  const run = async <A>(call: () => Promise<A>): Promise<A> => {
    try {
      return await call()
    } catch (cause) {
      throw asDatabaseError(cause)
    }
  }
  const inside: Transaction = {
    query: <R extends object>(statement: string, args: readonly SqlArgument[] = []) =>
      run(async () => (await pg.query<R>(statement, [...args], { parsers, serializers })).rows),
    exec: (statements) => run(async () => void (await pg.exec(statements))),
  }
  const transaction = <A>(fn: (tx: Transaction) => Promise<A>) =>
    mutex.exclusive(async () => {
      await inside.exec('begin')
      try {
        const value = await fn(inside)
        await refuseAborted(inside)
        await inside.exec('commit')
        return value
      } catch (cause) {
        await inside.exec('rollback')
        throw cause
      }
    })
  const rollback = <A>(fn: (tx: Transaction) => Promise<A>) =>
    mutex.exclusive(async () => {
      await inside.exec('begin')
      try {
        return await fn(inside)
      } finally {
        await inside.exec('rollback')
      }
    })
  await mutex.exclusive(() => inside.exec(`set time zone 'UTC'`))
  const [row] = await mutex.exclusive(() =>
    inside.query<{ version: string }>(
      `select split_part(current_setting('server_version'), ' ', 1) as version`,
    ),
  )
  return {
    kind: 'pglite',
    version: row?.version ?? 'unknown',
    query: (statement, args) => mutex.exclusive(() => inside.query(statement, args)),
    exec: (statements) => mutex.exclusive(() => inside.exec(statements)),
    transaction,
    batch: (statements) =>
      transaction(async (tx) => {
        const rows: TextRow[][] = []
        for (const { text, args } of statements)
          rows.push((await tx.query(text, args)).map((row) => Object.values(row) as TextRow))
        return rows
      }),
    rollback,
    listen: async (channel, onPayload) => {
      // PGlite calls back from inside the call that committed, whose context says that it holds the session.
      const outside = AsyncResource.bind(onPayload)
      const stop = await mutex.exclusive(() => run(() => pg.listen(channel, outside)))
      return () => mutex.exclusive(() => run(() => stop()))
    },
    close: () => mutex.exclusive(() => pg.close()),
  }
}

/** A failed statement the caller ignored would turn COMMIT into a silent ROLLBACK: this statement then fails (25P02). */
const refuseAborted = (tx: Transaction) => tx.exec('select 1')

const asDatabaseError = (cause: unknown): unknown => {
  if (!(cause instanceof Error) || cause instanceof DatabaseError) return cause
  const field = (name: string) => {
    const value: unknown = Reflect.get(cause, name)
    return typeof value === 'string' ? value : null
  }
  const code = field('code')
  if (code === null || !/^[0-9A-Z]{5}$/.test(code)) return cause
  return new DatabaseError({
    code,
    message: cause.message,
    detail: field('detail'),
    hint: field('hint'),
    cause,
  })
}
