import { readFileSync } from 'node:fs'
import type { Database } from '../Database.ts'

const parts = ['10_roles', '20_extensions', '30_auth', '40_realtime', '50_storage'] as const

/** What `bootstrap` did: `hosted` means the database is a Supabase project's own and was left alone. */
export type Bootstrapped = 'applied' | 'hosted'

/**
 * Makes a bare PostgreSQL look like a hosted Supabase project before the migrations: roles, schemas, `auth` helpers,
 * `realtime`. Idempotent; runs at every start, after Supabase Lite has made its `auth` and `storage` tables. Rejects
 * with a `DatabaseError`.
 */
export const bootstrap = (database: Database): Promise<Bootstrapped> =>
  database.transaction(async (tx) => {
    const hosted = await tx.query(
      `select from pg_catalog.pg_roles where rolname = 'supabase_admin'`,
    )
    if (hosted.length > 0) return 'hosted'
    for (const part of parts)
      await tx.exec(readFileSync(new URL(`./${part}.sql`, import.meta.url), 'utf8'))
    return 'applied'
  })
