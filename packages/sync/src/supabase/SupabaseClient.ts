import type { SupabaseClient } from '@supabase/supabase-js'
import { Context, Effect, Layer } from 'effect'
import { Offline, type SyncError } from '../protocol/SyncError.ts'
import type { LocalStoreShape } from '../store/LocalStore.ts'
import { authStorage } from './AuthStorage.ts'
import { hangUp } from './HangUp.ts'
import { ownClock } from './OwnClock.ts'
import { patientRefresh } from './PatientRefresh.ts'

/** Where a server is, and its publishable key. */
export interface ServerAddress {
  readonly url: string
  readonly key: string
}

/** What a caller may change of how requests travel, for tests and unusual platforms. */
export interface TransportOptions {
  readonly fetch?: typeof fetch
  readonly WebSocket?: typeof WebSocket
}

/** The unmodified supabase-js client: the only one the product uses, loaded when a server is first needed. */
export class Supabase extends Context.Service<Supabase, SupabaseClient>()(
  '@coldopen/sync/supabase/SupabaseClient',
) {}

/** A client whose session is kept in the local store. It is let go, with its sockets and timers, with the scope. */
export const layerSupabaseClient = (
  address: ServerAddress,
  store: LocalStoreShape,
  transport: TransportOptions,
): Layer.Layer<Supabase, SyncError> =>
  Layer.effect(
    Supabase,
    Effect.acquireRelease(
      Effect.tryPromise({
        try: () => connect(address, store, transport),
        catch: (cause) =>
          new Offline({ detail: `The server's client did not load: ${String(cause)}` }),
      }),
      (client) =>
        Effect.promise(async () => {
          await client.auth.stopAutoRefresh()
          await hangUp(client)
        }),
    ),
  )

const connect = async (
  address: ServerAddress,
  store: LocalStoreShape,
  transport: TransportOptions,
): Promise<SupabaseClient> => {
  const { createClient } = await import('@supabase/supabase-js')
  const fetcher: typeof fetch = transport.fetch ?? ((...request) => fetch(...request))
  return createClient(address.url, address.key, {
    auth: {
      storage: authStorage(store),
      storageKey: 'coldopen',
      persistSession: true,
      autoRefreshToken: true,
      detectSessionInUrl: false,
    },
    global: { fetch: patientRefresh(ownClock(fetcher)) },
    ...(transport.WebSocket && { realtime: { transport: transport.WebSocket } }),
  })
}
