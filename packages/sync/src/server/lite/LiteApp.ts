import { App } from '@supabase/lite'
import type { PostgresConnection } from '@supabase/lite/postgres'
import type { Database } from '../database/Database.ts'
import type { Keys } from '../main/Keys.ts'
import type { Log } from '../main/Log.ts'
import type { Fetch } from './Fetch.ts'
import { quietly } from './QuietConsole.ts'

/** Supabase Lite could not make the tables of `auth`. */
export class LiteIncomplete extends Error {
  override readonly name = 'LiteIncomplete'
}

const tables = ['auth.users', 'auth.sessions', 'auth.refresh_tokens', 'auth.identities']

/** Supabase Lite's own app inside this process, its tables made, its answers as it gives them. Its command line is never run. */
export const liteApp = async (options: {
  readonly connection: PostgresConnection
  readonly database: Database
  readonly keys: Keys
  readonly siteUrl: string
  readonly log: Log
}): Promise<Fetch> => {
  const { connection, database, keys, log } = options
  const app = new App({
    connection,
    api: { enabled: true, schemas: ['public'], max_rows: 1000 },
    auth: {
      enabled: true,
      jwt_secret: keys.jwtSecret,
      publishable_key: keys.publishableKey,
      secret_key: keys.secretKey,
      site_url: options.siteUrl,
      minimum_password_length: 8,
    },
    options: { server: { disableStudio: true } },
  })
  await quietly(log, async () => {
    await app.init()
    await app.ensureSystemSchema()
  })
  // Lite swallows what goes wrong there.
  const missing = await database.query<{ name: string }>(
    'select name from unnest($1::text[]) as t (name) where to_regclass(name) is null',
    [tables],
  )
  if (missing.length > 0)
    throw new LiteIncomplete(
      `Supabase Lite did not make ${missing.map(({ name }) => name).join(', ')}.`,
    )
  return (request, peer) => quietly(log, () => app.fetch(request, { peerAddress: peer }))
}
