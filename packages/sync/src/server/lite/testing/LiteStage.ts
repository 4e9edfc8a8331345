import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgliteConnection } from '@supabase/lite/pglite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import type { PostgresConnection } from '@supabase/lite/postgres'
import { bootstrap } from '../../database/bootstrap/Bootstrap.ts'
import type { Database } from '../../database/Database.ts'
import { openPglite } from '../../database/Database.pglite.ts'
import { openPostgres, postgresOptions } from '../../database/Database.postgres.ts'
import { SessionMutex } from '../../database/SessionMutex.ts'
import { silentLog } from '../../main/Log.ts'
import type { Log } from '../../main/Log.ts'
import { superviseNative } from '../../native/Supervisor.ts'
import type { Fetch } from '../Fetch.ts'
import { startLite } from '../Lite.ts'
import type { Lite } from '../Lite.ts'
import { liteApp } from '../LiteApp.ts'
import { connectLite } from '../LiteConnection.ts'

/** Keys of every stage. */
export const stageKeys = {
  publishableKey: 'sb_publishable_stage00000000000000_00000000',
  secretKey: 'sb_secret_stage000000000000000000000_00000000',
  jwtSecret: 'the secret of a test stage, at least 32 bytes long',
}

/** Lite over a database of its own, with a table behind row level security. */
export interface LiteStage {
  readonly database: Database
  readonly lite: Lite
  /** Lite's own answers, without the fences of its answers. */
  readonly unfenced: Fetch
  /** Calls Lite with a key and reads the JSON answer. */
  call(key: string, path: string, init?: RequestInit): Promise<{ status: number; body: unknown }>
  close(): Promise<void>
}

/** `fenced` is how the backend runs Lite; `raw` is Lite as it ships, to show what the fence keeps out. */
export type Fencing = 'fenced' | 'raw'

export const stageTable = `
  create table public.notes (id int primary key, body text, data jsonb, bytes bytea, at timestamptz);
  alter table public.notes enable row level security;
  grant select, insert on public.notes to service_role;
  grant select on public.notes to anon, authenticated;
  insert into public.notes values (1, 'for the service only', '{"a":1}', '\\xdeadbeef', '2026-01-01 00:00:00+00');`

export const openLiteStage = async (
  kind: 'native' | 'pglite',
  fencing: Fencing,
  options: { readonly anonymous?: boolean; readonly log?: Log } = {},
): Promise<LiteStage> => {
  const ground = kind === 'native' ? await nativeGround(fencing) : await pgliteGround(fencing)
  const { database, connection } = ground
  await database.exec('create schema if not exists storage')
  const common = {
    connection,
    database,
    keys: stageKeys,
    siteUrl: 'http://127.0.0.1',
    log: options.log ?? silentLog,
  }
  const lite = await startLite({ ...common, anonymous: options.anonymous ?? true })
  const unfenced = await liteApp(common)
  await bootstrap(database)
  await database.exec(stageTable)
  await lite.forgetSchema()
  return {
    database,
    lite,
    unfenced,
    call: async (key, path, init = {}) => {
      const headers = { apikey: key, 'content-type': 'application/json', ...init.headers }
      const request = new Request(`http://127.0.0.1${path}`, { ...init, headers })
      const answer = await lite.fetch(request, '127.0.0.1')
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
    },
    close: async () => {
      await lite.close()
      await ground.close()
    },
  }
}

interface StageGround {
  readonly database: Database
  readonly connection: PostgresConnection
  close(): Promise<void>
}

const nativeGround = async (fencing: Fencing): Promise<StageGround> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'coldopen-lite-'))
  const server = await superviseNative({ dataDir, log: silentLog })
  const { address } = server
  const database = await openPostgres({ kind: 'native', address })
  const connection =
    fencing === 'fenced'
      ? connectLite({ address })
      : createPostgresConnection({
          url: '',
          postgresOptions: { ...postgresOptions(address), max: 5, onnotice: () => {} },
        })
  return {
    database,
    connection,
    close: async () => {
      await database.close()
      await server.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const pgliteGround = async (fencing: Fencing): Promise<StageGround> => {
  if (fencing === 'fenced') {
    const pg = new PGlite()
    const mutex = new SessionMutex()
    const database = await openPglite(pg, mutex)
    return { database, connection: connectLite({ pg, mutex }), close: () => database.close() }
  }
  const own = await createPgliteConnection({})
  const database = await openPglite(own.driver, new SessionMutex())
  return {
    database,
    connection: own as unknown as PostgresConnection,
    // Lite closes the instance it made.
    close: async () => {},
  }
}
