import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { createClient } from '@supabase/supabase-js'
import type { RealtimeChannel, SupabaseClient, SupabaseClientOptions } from '@supabase/supabase-js'
import { SignJWT, jwtVerify } from 'jose'
import { bootstrap } from '../../database/bootstrap/Bootstrap.ts'
import type { Database } from '../../database/Database.ts'
import { openPglite } from '../../database/Database.pglite.ts'
import { SessionMutex } from '../../database/SessionMutex.ts'
import { silentLog } from '../../main/Log.ts'
import { createRealtime } from '../Realtime.ts'
import type { Realtime } from '../Realtime.ts'
import type { RealtimeLimits } from '../RealtimeLimits.ts'

const secret = new TextEncoder().encode('a secret of the test stage, at least 32 bytes long')
const keys = { publishable: 'sb_publishable_stage', secret: 'sb_secret_stage' }

/** Rooms whose members may read, and whose editors may write: the shape of our own policies, in miniature. */
const rooms = `
  create table public.seats (room text, person uuid, editor boolean not null default false);
  grant select on public.seats to authenticated;
  create policy read on realtime.messages for select to authenticated using (
    exists (select from public.seats s where s.room = realtime.topic() and s.person = (select auth.uid())));
  create policy write on realtime.messages for insert to authenticated with check (
    exists (select from public.seats s
      where s.room = realtime.topic() and s.person = (select auth.uid()) and s.editor));`

/** The realtime service on a bare HTTP server over PGlite, with people who hold tokens but no accounts. */
export interface Stage {
  readonly url: string
  /** The query that opens a connection as nobody, in version 2. */
  readonly query: string
  readonly database: Database
  readonly realtime: Realtime
  /** An unmodified supabase-js client, signed in as `person` or nobody. */
  client(
    token?: string | (() => string),
    options?: SupabaseClientOptions<'public'>['realtime'],
  ): Promise<SupabaseClient>
  token(person: string, seconds?: number): Promise<string>
  seat(room: string, person: string, editor: boolean): Promise<void>
  close(): Promise<void>
}

/** Opens a stage; a limit that is not named has its default. */
export async function openStage(limits: Partial<RealtimeLimits> = {}): Promise<Stage> {
  const database = await openPglite(new PGlite(), new SessionMutex())
  await database.exec('create schema if not exists storage')
  await bootstrap(database)
  await database.exec(rooms)
  const realtime = await createRealtime({
    database,
    keys,
    log: silentLog,
    limits,
    verifyToken: async (token) => (await jwtVerify(token, secret)).payload,
  })
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const method = request.method ?? 'GET'
      const headers = new Headers(Object.entries(request.headers).map(([k, v]) => [k, String(v)]))
      const body = method === 'POST' ? Buffer.concat(chunks) : null
      const answer = await realtime.http(new Request(url, { method, headers, body }), url)
      response.writeHead(answer.status, Object.fromEntries(answer.headers))
      response.end(Buffer.from(await answer.arrayBuffer()))
    })
  })
  server.on('upgrade', (request, socket, head) => realtime.upgrade(request, socket, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clients: SupabaseClient[] = []
  return {
    url,
    query: `apikey=${keys.publishable}&vsn=2.0.0`,
    database,
    realtime,
    async client(token, options = {}) {
      const current = typeof token === 'string' ? () => token : token
      const client = createClient(url, keys.publishable, {
        auth: { persistSession: false, autoRefreshToken: false },
        realtime: options,
        ...(current === undefined ? {} : { accessToken: async () => current() }),
      })
      clients.push(client)
      if (current !== undefined) await client.realtime.setAuth()
      return client
    },
    token: (person, seconds = 3600) =>
      new SignJWT({ role: 'authenticated' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(person)
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(secret),
    seat: async (room, person, editor) => {
      await database.query(
        'insert into public.seats (room, person, editor) values ($1, $2::text::uuid, $3)',
        [room, person, editor],
      )
    },
    async close() {
      for (const client of clients) await client.realtime.disconnect()
      await realtime.close()
      await new Promise((resolve) => server.close(resolve))
      await database.close()
    },
  }
}

/** Subscribes and resolves with the outcome: `SUBSCRIBED`, or the refusal's sentence. */
export function subscribe(channel: RealtimeChannel): Promise<string> {
  return new Promise((resolve) => {
    channel.subscribe((status, error) => {
      if (status !== 'CLOSED') resolve(error === undefined ? status : error.message)
    }, 5_000)
  })
}
