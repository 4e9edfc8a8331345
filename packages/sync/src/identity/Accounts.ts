import { Context, type Effect } from 'effect'
import type { Account } from '../client/Client.ts'
import type { SyncError } from '../protocol/SyncError.ts'

/** Accounts of the server. Wrong credentials and the like are `Forbidden` with the reason in `detail`. */
export interface AccountsShape {
  readonly signUp: (email: string, password: string) => Effect.Effect<Account, SyncError>
  readonly signIn: (email: string, password: string) => Effect.Effect<Account, SyncError>
  /** Forgets the session on this device; never fails for want of a network. */
  readonly signOut: Effect.Effect<void>
}

export class Accounts extends Context.Service<Accounts, AccountsShape>()(
  '@coldopen/sync/identity/Accounts',
) {}
