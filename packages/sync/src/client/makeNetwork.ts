import type { SyncError } from '../protocol/SyncError.ts'
import { type Cell, makeCell } from './Cell.ts'
import type { NetworkStatus } from './Client.ts'

/** The connection as a person understands it, told by how calls went and what the platform says. */
export interface Network {
  readonly status: Cell<NetworkStatus>
  /** Whether the server refuses the account's session. */
  readonly lapsed: Cell<boolean>
  /** A call was answered (null: well), or was not. */
  readonly called: (error: SyncError | null) => void
}

export const makeNetwork = (hasServer: boolean): Network => {
  const status = makeCell<NetworkStatus>(hasServer ? 'connecting' : 'no-server')
  const lapsed = makeCell(false)
  return {
    status,
    lapsed,
    called: (error) => {
      if (!hasServer) return
      status.set(error?._tag === 'Offline' ? 'offline' : 'online')
      if (error === null || error._tag === 'SignInAgain') lapsed.set(error !== null)
    },
  }
}
