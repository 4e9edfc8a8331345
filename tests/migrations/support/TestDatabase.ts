import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations } from '@coldopen/migrations'
import { bootstrap, migrate, openPostgres, silentLog, superviseNative } from '@coldopen/sync/server'
import type { Database } from '@coldopen/sync/server'

export interface TestDatabase {
  readonly database: Database
  /** Another pool on the same database. The caller closes it. */
  connect(maxConnections: number): Promise<Database>
  close(): Promise<void>
}

/** What older hosted projects did with every new object in `public`: the migrations must not lean on it, nor be opened by it. */
const generousDefaults = ['tables', 'functions', 'sequences']
  .map(
    (what) =>
      `alter default privileges in schema public grant all on ${what} to anon, authenticated, service_role;`,
  )
  .join('\n')

/** A PostgreSQL 17 of our own in a temporary folder, bootstrapped and migrated, at most to the version `upTo`. */
export const openTestDatabase = async (options: {
  readonly defaults: 'none' | 'generous'
  readonly upTo?: string
}): Promise<TestDatabase> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'coldopen-migrations-'))
  const server = await superviseNative({ dataDir, log: silentLog })
  const connect = (maxConnections: number) =>
    openPostgres({ kind: 'native', address: server.address, maxConnections })
  const database = await connect(12)
  await database.exec(await readFile(new URL('standIn.sql', import.meta.url), 'utf8'))
  await bootstrap(database)
  if (options.defaults === 'generous') await database.exec(generousDefaults)
  const { upTo } = options
  await migrate(
    database,
    upTo === undefined ? migrations : migrations.filter(({ version }) => version <= upTo),
  )
  return {
    database,
    connect,
    close: async () => {
      await database.close()
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
