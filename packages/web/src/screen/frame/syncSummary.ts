import type { NetworkStatus, SyncStatus } from '@coldopen/sync/client'

/** The one thing the frame says about all the work on this device; the worst comes first. */
export type SyncSummary =
  | 'failed'
  | 'unsaved'
  | 'opening'
  | 'lapsed'
  | 'trouble'
  | 'decision'
  | 'offline'
  | 'device'
  | 'connecting'
  | 'saving'
  | 'saved'

/** Sums up the connection and every project's status. Signed out or without a server, the work lives on this device. */
export const syncSummary = (options: {
  readonly open: boolean
  /** The store of this device could not be opened. */
  readonly failed: boolean
  /** The device refuses to save what is written. */
  readonly refused: boolean
  /** The account's session is over: the server takes nothing until somebody signs in. */
  readonly lapsed: boolean
  readonly signedIn: boolean
  readonly network: NetworkStatus
  readonly statuses: readonly SyncStatus[]
}): SyncSummary => {
  const { network, statuses } = options
  if (options.failed) return 'failed'
  if (!options.open) return 'opening'
  if (options.refused) return 'unsaved'
  if (options.lapsed) return 'lapsed'
  if (statuses.includes('error')) return 'trouble'
  if (statuses.includes('conflict')) return 'decision'
  if (network === 'no-server' || !options.signedIn) return 'device'
  if (network === 'offline') return 'offline'
  if (network === 'connecting') return 'connecting'
  return statuses.some((status) => status === 'syncing' || status === 'local-only')
    ? 'saving'
    : 'saved'
}
