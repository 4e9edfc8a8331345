import { App } from '@supabase/lite'
import type { PostgresConnection } from '@supabase/lite/postgres'
import type { Database } from '../database/Database.ts'
import type { Keys } from '../main/Keys.ts'
import type { Log } from '../main/Log.ts'
import { adminUsers } from './AdminUsers.ts'
import { anonymousSignIn } from './AnonymousSignIn.ts'
import { hostedClaims } from './AuthClaims.ts'
import type { Fetch } from './Fetch.ts'
import { noStorage } from './NoStorage.ts'
import { quietly } from './QuietConsole.ts'

/** Supabase Lite could not make the tables of `auth`. */
export class LiteIncomplete extends Error {
  override readonly name = 'LiteIncomplete'
}

export interface Lite {
  /** Auth and table REST, with every fence in place. */
  readonly fetch: Fetch
  /** Call after any change of the schema: Lite forgets the tables it knew. */
  forgetSchema(): Promise<void>
  close(): Promise<void>
}

const tables = ['auth.users', 'auth.sessions', 'auth.refresh_tokens', 'auth.identities']

/** Starts Supabase Lite inside this process, with its system schemas made. Its command line is never run. */
export const startLite = async (options: {
  readonly connection: PostgresConnection
  readonly database: Database
  readonly keys: Keys
  readonly siteUrl: string
  readonly anonymous: boolean
  readonly log: Log
}): Promise<Lite> => {
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
  const lite: Fetch = (request, peer) =>
    quietly(log, () => app.fetch(request, { peerAddress: peer }))
  const claims = hostedClaims(
    { database, jwtSecret: keys.jwtSecret, issuer: `${options.siteUrl}/auth/v1` },
    lite,
  )
  const anonymous = anonymousSignIn({ database, allowed: options.anonymous }, claims)
  const admin = adminUsers({ database, secretKey: keys.secretKey }, anonymous)
  return {
    fetch: noStorage(admin),
    forgetSchema: async () => {
      await quietly(log, () => connection.clearSchemaCache())
      Object.assign(connection, { introspection: undefined })
    },
    close: () => connection.close(),
  }
}
