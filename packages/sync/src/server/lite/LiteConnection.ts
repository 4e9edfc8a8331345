import type { PGlite } from '@electric-sql/pglite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import type { PostgresConnection } from '@supabase/lite/postgres'
import { Kysely } from 'kysely'
import { postgresOptions } from '../database/Database.postgres.ts'
import type { PostgresAddress } from '../database/Database.postgres.ts'
import type { SessionMutex } from '../database/SessionMutex.ts'
import { keepGrants } from './KeepGrants.ts'
import { postgresValues } from './LiteValues.ts'
import { serialDialect } from './SerialDialect.ts'

/** What Lite runs on: a server it opens its own pool to, or the one PGlite everybody shares. */
export type LiteGround =
  | { readonly address: PostgresAddress }
  | { readonly pg: PGlite; readonly mutex: SessionMutex }

const poolSize = 5

/** Lite's connection with every fence of the database's side in place. */
export const connectLite = (ground: LiteGround): PostgresConnection => {
  const connection = 'pg' in ground ? overPglite(ground.pg, ground.mutex) : overPool(ground.address)
  keepGrants(connection)
  return connection
}

const overPool = (address: PostgresAddress) =>
  createPostgresConnection({
    url: 'url' in address ? address.url : '',
    postgresOptions: {
      ...postgresOptions(address),
      max: poolSize,
      types: postgresValues,
      onnotice: () => {},
      connection: { application_name: 'coldopen-lite' },
    },
  })

/** Lite would make a PGlite of its own; instead its query builder gets ours, and its pool is never connected. */
const overPglite = (pg: PGlite, mutex: SessionMutex) => {
  const connection = createPostgresConnection({ url: '' })
  connection.kysely = new Kysely({ dialect: serialDialect(pg, mutex) })
  return connection
}
