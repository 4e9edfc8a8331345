import type { PostgresConnection } from '@supabase/lite/postgres'
import type { Database } from '../database/Database.ts'
import type { Keys } from '../main/Keys.ts'
import type { Log } from '../main/Log.ts'
import { adminUsers } from './AdminUsers.ts'
import { anonymousSignIn } from './AnonymousSignIn.ts'
import { hostedClaims } from './AuthClaims.ts'
import type { Fetch } from './Fetch.ts'
import { liteApp } from './LiteApp.ts'
import { noStorage } from './NoStorage.ts'
import { quietly } from './QuietConsole.ts'

export interface Lite {
  /** Auth and table REST, with every fence in place. */
  readonly fetch: Fetch
  /** Call after any change of the schema: Lite forgets the tables it knew. */
  forgetSchema(): Promise<void>
  close(): Promise<void>
}

export interface LiteOptions {
  readonly connection: PostgresConnection
  readonly database: Database
  readonly keys: Keys
  readonly siteUrl: string
  /** Whether somebody may sign in without an address. */
  readonly anonymous: boolean
  readonly log: Log
}

/** Starts Supabase Lite and puts the fences of its answers around it; those of its connection are the caller's. */
export const startLite = async (options: LiteOptions): Promise<Lite> => {
  const { connection, database, keys, log } = options
  const app = await liteApp(options)
  const anonymous = anonymousSignIn({ database, allowed: options.anonymous }, app)
  const claims = hostedClaims(
    { database, jwtSecret: keys.jwtSecret, issuer: `${options.siteUrl}/auth/v1` },
    anonymous,
  )
  const admin = adminUsers({ database, secretKey: keys.secretKey }, claims)
  return {
    fetch: noStorage(admin),
    forgetSchema: async () => {
      await quietly(log, () => connection.clearSchemaCache())
      Object.assign(connection, { introspection: undefined })
    },
    close: () => connection.close(),
  }
}
