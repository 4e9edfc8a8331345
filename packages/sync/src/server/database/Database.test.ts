import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../main/Log.ts'
import { superviseNative } from '../native/Supervisor.ts'
import type { NativeServer } from '../native/Supervisor.ts'
import type { Database } from './Database.ts'
import { openPglite } from './Database.pglite.ts'
import { openPostgres, postgresOptions } from './Database.postgres.ts'
import { postgresBatches } from './PostgresBatch.ts'
import { SessionMutex } from './SessionMutex.ts'
import { acceptBatch } from './testing/acceptBatch.ts'
import { acceptDatabase } from './testing/acceptance.ts'

describe('PostgreSQL, accepted by DB-1, DB-2, DB-3, DB-4, DB-5, DB-6 and DB-7', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'coldopen-db-'))
  let server: NativeServer
  let database: Database
  beforeAll(async () => {
    server = await superviseNative({ dataDir, log: silentLog })
    database = await openPostgres({ kind: 'native', address: server.address })
  })
  afterAll(async () => {
    await database.close()
    await server.close()
    rmSync(dataDir, { recursive: true })
  })
  acceptDatabase(() => database)

  describe('DB-7 batches of a server that is reached by its URL', () => {
    let sql: postgres.Sql
    beforeAll(() => {
      sql = postgres({ ...postgresOptions(server.address), onnotice: () => {} })
    })
    afterAll(() => sql.end())
    acceptBatch(() => ({ ...database, batch: postgresBatches(sql, true).run }))
  })

  it('DB-5 goes on listening after the server was gone', async () => {
    const heard: string[] = []
    const stop = await database.listen('again', (payload) => heard.push(payload))
    process.kill(server.pid() ?? 0, 'SIGKILL')
    await expect
      .poll(async () => {
        await database.query(`select pg_notify('again', 'back')`).catch(() => {})
        return heard.at(-1)
      })
      .toBe('back')
    await stop()
  })

  it('DB-7 a batch under way when the server is gone fails, and later ones find it again', async () => {
    // Connections of its own: those lost with the server before would fail at once.
    const fresh = await vi.waitFor(
      () => openPostgres({ kind: 'native', address: server.address }),
      { timeout: 60_000 },
    )
    const batch = (seconds: number) =>
      fresh.batch([
        { text: `select set_config('coldopen.test', $1, true)`, args: ['x'] },
        { text: 'select pg_sleep($1::text::int)::text as slept', args: [String(seconds)] },
      ])
    const underway = Array.from({ length: 6 }, () => batch(60))
    const over = Promise.allSettled(underway)
    const asleep = `select count(*)::int as n from pg_stat_activity where wait_event = 'PgSleep'`
    await expect.poll(() => fresh.query(asleep)).toEqual([{ n: underway.length }])
    process.kill(server.pid() ?? 0, 'SIGKILL')
    const outcomes = await over
    expect(outcomes.map(({ status }) => status)).toEqual(underway.map(() => 'rejected'))
    await expect
      .poll(() =>
        batch(0).then(
          ([, rows]) => rows,
          () => null,
        ),
      )
      .toEqual([['']])
    // Each connection that was lost fails one batch at most, the one that finds it so.
    const again = () => Promise.all(Array.from({ length: 40 }, () => batch(0)))
    const answered = () =>
      again().then(
        (all) => all.length,
        () => 0,
      )
    await expect.poll(answered).toBe(40)
    await fresh.close()
  })

  it('DB-6 a server that does not answer is an error of class 08', async () => {
    const address = { ...server.address, socketDir: join(tmpdir(), 'nobody-listens-here') }
    await expect(openPostgres({ kind: 'native', address })).rejects.toMatchObject({ code: '08006' })
  })
})

describe('PGlite, accepted by DB-1, DB-2, DB-3, DB-4, DB-5, DB-6 and DB-7', () => {
  const mutex = new SessionMutex()
  let database: Database
  beforeAll(async () => {
    database = await openPglite(new PGlite(), mutex)
  })
  afterAll(() => database.close())
  acceptDatabase(() => database)

  it('DB-4 the database itself inside its transaction is an error, not a wait without end', async () => {
    const nested = database.transaction(() => database.query('select 1'))
    await expect(nested).rejects.toThrow(/use the handle/)
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('DB-4 work started inside a transaction may use the database once it is over', async () => {
    let later: Promise<unknown> = Promise.resolve()
    await database.transaction(async (tx) => {
      await tx.query('select 1')
      later = new Promise((resolve) => setTimeout(resolve, 5)).then(() =>
        database.query('select 2 as two'),
      )
    })
    expect(await later).toEqual([{ two: 2 }])
  })
})
