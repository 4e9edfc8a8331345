import { Layer } from 'effect'
import type { ServerServices } from '../client/Engine.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import type { LocalStoreShape } from '../store/LocalStore.ts'
import { layerAccounts } from './Accounts.supabase.ts'
import { layerDoorbell } from './Doorbell.supabase.ts'
import { layerEventLog } from './EventLog.supabase.ts'
import { layerMembership } from './Membership.supabase.ts'
import { layerPresence } from './Presence.supabase.ts'
import { layerSupabaseClient, type ServerAddress, type TransportOptions } from './SupabaseClient.ts'

/** A whole server over one supabase-js client. */
export const layerSupabase = (
  address: ServerAddress,
  store: LocalStoreShape,
  transport: TransportOptions,
): Layer.Layer<ServerServices, SyncError> =>
  Layer.mergeAll(
    layerEventLog,
    layerMembership,
    layerAccounts(store),
    layerDoorbell,
    layerPresence,
  ).pipe(Layer.provide(layerSupabaseClient(address, store, transport)))
