import { randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { migrations } from '@coldopen/migrations'
import type { Migration } from '@coldopen/migrations'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bootstrap } from './bootstrap/Bootstrap.ts'
import type { Database } from './Database.ts'
import { openPglite } from './Database.pglite.ts'
import { MigrationRefused } from './MigrationRefused.ts'
import { migrate } from './Migrator.ts'
import { SessionMutex } from './SessionMutex.ts'

let database: Database
beforeEach(async () => {
  database = await openPglite(await PGlite.create(), new SessionMutex())
})
afterEach(() => database.close())

const file = (version: number, sql: string): Migration => {
  const digits = String(version).padStart(14, '0')
  return { file: `${digits}_step.sql`, version: digits, name: 'step', sql }
}
const one = file(1, 'create table a (id int);')
const two = file(2, 'create table b (id int);\ninsert into a values (1);')
const three = file(3, 'create table c (id int);')

const history = () =>
  database.query<{ version: string; name: string; statements: string[] }>(
    'select * from supabase_migrations.schema_migrations order by version',
  )
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (cause: unknown) => {
      if (!(cause instanceof MigrationRefused)) throw cause
      expect(cause.message).toMatch(/\.$/)
      return cause.reason
    },
  )

describe('migrate', () => {
  it('MIG-1 applies files in order, each with its line in the history', async () => {
    expect(await migrate(database, [one, two])).toEqual({
      applied: [one.version, two.version],
      version: two.version,
    })
    expect(await history()).toEqual([
      { version: one.version, name: 'step', statements: [one.sql] },
      { version: two.version, name: 'step', statements: [two.sql] },
    ])
    expect(await database.query('select id from a')).toEqual([{ id: 1 }])
  })

  it('MIG-1 a file that fails leaves nothing, and what came before stays', async () => {
    const broken = file(2, 'create table b (id int); insert into nowhere values (1);')
    await expect(migrate(database, [one, broken, three])).rejects.toMatchObject({ code: '42P01' })
    expect((await history()).map(({ version }) => version)).toEqual([one.version])
    expect((await migrate(database, [one, two, three])).applied).toEqual([
      two.version,
      three.version,
    ])
  })

  it('MIG-2 does nothing again', async () => {
    await migrate(database, [one, two])
    expect((await migrate(database, [one, two])).applied).toEqual([])
    expect(await history()).toHaveLength(2)
  })

  it('MIG-3 refuses a history that is not its own', async () => {
    await migrate(database, [one, three])
    expect(await reasonOf(migrate(database, [file(1, 'create table a (id bigint);'), three]))).toBe(
      'edited',
    )
    expect(await reasonOf(migrate(database, [one]))).toBe('unknown')
    expect(await reasonOf(migrate(database, [one, two, three]))).toBe('skipped')
    expect((await history()).map(({ version }) => version)).toEqual([one.version, three.version])
  })

  it('MIG-3 knows its files in the history of the Supabase command line', async () => {
    await migrate(database, [])
    await database.exec(`create table a (id int); create table b (id int);`)
    await database.query(
      `insert into supabase_migrations.schema_migrations (version, name, statements)
       values ($1, 'step', array['create table a (id int)']),
         ($2, 'step', array['create table b (id int)', 'insert into a values (1)'])`,
      [one.version, two.version],
    )
    expect((await migrate(database, [one, two, three])).applied).toEqual([three.version])
    expect(await reasonOf(migrate(database, [file(1, 'create table z ();'), two, three]))).toBe(
      'edited',
    )
  })
})

describe('bootstrap', () => {
  it('MIG-5 makes PGlite ready for every migration, again and again', async () => {
    await database.exec(
      `create schema auth;
       create table auth.users (id uuid primary key, email varchar, created_at timestamptz);`,
    )
    expect(await bootstrap(database)).toBe('applied')
    const { applied } = await migrate(database, migrations)
    expect(applied).toHaveLength(migrations.length)
    expect(await bootstrap(database)).toBe('applied')
    expect((await migrate(database, migrations)).applied).toEqual([])
    const [health] = await database.query<{ health: { migrations: string } }>(
      'select public.server_health() as health',
    )
    expect(health!.health.migrations).toBe(migrations.at(-1)!.version)
  })

  it('MIG-5 the log works on PGlite', async () => {
    await database.exec(
      `create schema auth;
       create table auth.users (id uuid primary key, email varchar, created_at timestamptz);`,
    )
    await bootstrap(database)
    await migrate(database, migrations)
    const [user, project, session] = [randomUUID(), randomUUID(), randomUUID()]
    await database.query('insert into auth.users (id) values ($1)', [user])
    const event = {
      event_id: randomUUID(),
      session_seq: 1,
      base_seq: 0,
      client_id: 1,
      encoding: 'v1',
      body: 'AAA=',
      authored_at: '2026-11-20T10:00:00Z',
    }
    const page = await database.transaction(async (tx) => {
      await tx.query(
        `select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)`,
        [JSON.stringify({ role: 'authenticated', sub: user })],
      )
      await tx.query('select public.create_project($1)', [project])
      const [opened] = await tx.query<{ opened: { epoch: number } }>(
        'select public.register_session($1, $2, 1, 2, $2) as opened',
        [project, session],
      )
      const { epoch } = opened!.opened
      const append = () =>
        tx.query('select public.append_events($1, $2, $3, $4)', [
          project,
          session,
          epoch,
          JSON.stringify([event]),
        ])
      await append()
      await append()
      const [read] = await tx.query<{ page: { head: number; events: object[] } }>(
        'select public.read_events($1, 0, $2) as page',
        [project, epoch],
      )
      return read!.page
    })
    expect(page).toMatchObject({ head: 1, events: [{ seq: 1, event_id: event.event_id }] })
  })

  it('MIG-5 leaves a hosted project alone', async () => {
    await database.exec('create role supabase_admin')
    expect(await bootstrap(database)).toBe('hosted')
    expect(await database.query(`select from pg_roles where rolname = 'anon'`)).toEqual([])
  })

  it('MIG-6 sets no default privileges', async () => {
    await bootstrap(database)
    expect(await database.query('select * from pg_default_acl')).toEqual([])
  })

  it('MIG-5 says who calls as hosted does', async () => {
    await bootstrap(database)
    const id = '01a1f86d-cde6-717a-98f7-6d6d1034ff18'
    const who = (settings: string) =>
      database.rollback(async (tx) => {
        await tx.exec(settings)
        const [row] = await tx.query(
          'select auth.uid()::text as uid, auth.role() as role, auth.email() as email, auth.jwt() as jwt',
        )
        return row
      })
    const claims = { sub: id, role: 'authenticated', email: 'ines@example.test' }
    expect(await who(`set local request.jwt.claims = '${JSON.stringify(claims)}'`)).toEqual({
      uid: id,
      role: 'authenticated',
      email: 'ines@example.test',
      jwt: claims,
    })
    expect(await who(`set local request.jwt.claim.sub = '${id}'`)).toMatchObject({ uid: id })
    expect(await who(`set local request.jwt.claims = ''`)).toEqual({
      uid: null,
      role: null,
      email: null,
      jwt: null,
    })
  })
})
