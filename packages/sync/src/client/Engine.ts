import type { Context, Effect } from 'effect'
import type { Accounts } from '../identity/Accounts.ts'
import type { EventLog } from '../log/EventLog.ts'
import type { Membership } from '../log/Membership.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import type { Doorbell } from '../realtime/Doorbell.ts'
import type { Presence } from '../realtime/Presence.ts'
import type { DocumentPool } from '../session/DocumentPool.ts'
import type { DocumentStates } from '../session/DocumentStates.ts'
import type { EngineParts, OpenDocument } from '../session/OpenDocument.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { DocumentBook } from '../store/DocumentBook.ts'
import type { Cell } from './Cell.ts'
import type { Account } from './Client.ts'
import type { Network } from './makeNetwork.ts'

/** Everything an engine needs of a server. */
export type ServerServices = Accounts | EventLog | Membership | Doorbell | Presence

/** What the faces of the client share: the documents, the account, and the way to the server. */
export interface Engine {
  readonly parts: EngineParts
  readonly book: DocumentBook
  readonly states: DocumentStates
  readonly pool: DocumentPool
  readonly account: Cell<Account | null>
  readonly network: Network
  /** The server's services, built when first needed; fails with `Offline` where there is no server. */
  readonly server: Effect.Effect<Context.Context<ServerServices>, SyncError>
  /** Gives the signed-in account its way to the server. */
  readonly connect: Effect.Effect<void, SyncError | DeviceCannotSave>
  readonly disconnect: Effect.Effect<void>
  /** Calls back with every document that is opened. */
  readonly onOpened: (listener: (document: string, open: OpenDocument) => void) => void
  /** Runs an effect for a caller who wants a promise: rejected with the typed error. */
  readonly run: <A>(effect: Effect.Effect<A, SyncError | DeviceCannotSave>) => Promise<A>
}
