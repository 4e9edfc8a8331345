import type { Migration } from '@coldopen/migrations'
import type { Database, Transaction } from './Database.ts'
import { MigrationRefused } from './MigrationRefused.ts'

/** What `migrate` did: the versions it applied now, and the version the database stands at. */
export interface Migrated {
  readonly applied: readonly string[]
  readonly version: string
}

/** The advisory lock two starting processes meet at: ASCII "coldopen" as a 64-bit integer. */
const lockKey = 0x636f6c646f70656en

const historySql = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text not null primary key, statements text[], name text
  );`

/** One line of the history table. */
export interface Applied {
  readonly version: string
  readonly statements: readonly string[] | null
}

/**
 * Brings a database to the newest of `migrations`, in order, one transaction per file, in the history table the
 * Supabase command line keeps. Rejects with `MigrationRefused` when the history is not a prefix of `migrations`.
 */
export const migrate = async (
  database: Database,
  migrations: readonly Migration[],
): Promise<Migrated> => {
  const applied: string[] = []
  await database.transaction(async (tx) => {
    await takeTurn(tx)
    await tx.exec(historySql)
  })
  for (const migration of migrations)
    if (await database.transaction((tx) => apply(tx, migration, migrations)))
      applied.push(migration.version)
  return { applied, version: migrations.at(-1)?.version ?? '' }
}

const takeTurn = (tx: Transaction) => tx.exec(`select pg_catalog.pg_advisory_xact_lock(${lockKey})`)

/** Applies one file unless the history already has it; true when it did. */
const apply = async (
  tx: Transaction,
  migration: Migration,
  migrations: readonly Migration[],
): Promise<boolean> => {
  await takeTurn(tx)
  const history = await tx.query<Applied>(
    'select version, statements from supabase_migrations.schema_migrations order by version',
  )
  refuseForeignHistory(history, migrations)
  if (history.some(({ version }) => version === migration.version)) return false
  await tx.exec(migration.sql)
  await tx.query(
    'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3])',
    [migration.version, migration.name, migration.sql],
  )
  return true
}

/** The history must be a prefix of our files, each with the text it was applied with. */
export const refuseForeignHistory = (
  history: readonly Applied[],
  migrations: readonly Migration[],
) => {
  for (const [index, { version, statements }] of history.entries()) {
    const ours = migrations.find((migration) => migration.version === version)
    if (ours === undefined) throw MigrationRefused.unknown(version)
    if (migrations[index] !== ours)
      throw MigrationRefused.skipped(migrations[index]?.file ?? '', ours.file)
    if (statements !== null && essence(statements.join('\n')) !== essence(ours.sql))
      throw MigrationRefused.edited(ours.file)
  }
}

/** The Supabase command line stores split statements, we store the file: equal but for white space and semicolons. */
const essence = (sql: string) => sql.replace(/[\s;]+/g, '')
