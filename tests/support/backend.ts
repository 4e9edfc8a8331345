import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { startServer, silentLog } from '@coldopen/sync/server'
import type { Server, ServerOptions } from '@coldopen/sync/server'
import { createClient } from '@supabase/supabase-js'
import type { SupabaseClient } from '@supabase/supabase-js'

/** A backend of its own on a free port, with helpers to reach it as somebody. */
export interface TestBackend extends Server {
  readonly dataDir: string
  /** An unmodified supabase-js client that is nobody. */
  anonymous(): SupabaseClient
  /** A client with the secret key. */
  service(): SupabaseClient
  /** Signs up a new person and returns their client. */
  person(name?: string): Promise<TestPerson>
}

export interface TestPerson {
  readonly id: string
  readonly email: string
  readonly password: string
  readonly token: string
  readonly client: SupabaseClient
}

/** Which database the tests run on: `COLDOPEN_DATABASE` or native. */
const wish = process.env['COLDOPEN_DATABASE'] === 'pglite' ? 'pglite' : 'native'

/** A temporary folder and the function that removes it. */
export const temporaryFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'coldopen-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Signs up a new person with a client that is nobody. */
export const signUp = async (client: SupabaseClient, name = 'writer'): Promise<TestPerson> => {
  const email = `${name}-${randomUUID()}@example.com`
  const password = randomUUID()
  const { data, error } = await client.auth.signUp({ email, password })
  if (error !== null) throw error
  if (data.session === null || data.user === null) throw new Error('signed up without a session')
  return { id: data.user.id, email, password, token: data.session.access_token, client }
}

/** Starts a backend in a temporary folder; `close` removes the folder unless one was given. */
export const startBackend = async (options: ServerOptions = {}): Promise<TestBackend> => {
  const folder = options.dataDir === undefined ? temporaryFolder() : null
  const dataDir = options.dataDir ?? folder?.path ?? ''
  const server = await startServer({ port: 0, database: wish, log: silentLog, ...options, dataDir })
  const clients: SupabaseClient[] = []
  const client = (key: string) => {
    const made = createClient(server.url, key, {
      auth: { persistSession: false, autoRefreshToken: false },
    })
    clients.push(made)
    return made
  }
  return {
    ...server,
    dataDir,
    anonymous: () => client(server.publishableKey),
    service: () => client(server.secretKey),
    person: (name) => signUp(client(server.publishableKey), name),
    close: async () => {
      await Promise.all(clients.map((one) => one.realtime.disconnect()))
      await server.close()
      folder?.remove()
    },
  }
}
