import type { SyncStatus } from '../client/Client.ts'

const worstFirst = ['error', 'conflict', 'syncing'] as const

/** The status of a project: the worst of its documents. One that is partly on the server is still syncing. */
export const worstStatus = (statuses: readonly SyncStatus[]): SyncStatus => {
  const bad = worstFirst.find((status) => statuses.includes(status))
  if (bad !== undefined) return bad
  if (!statuses.includes('local-only')) return 'persisted'
  return statuses.includes('persisted') ? 'syncing' : 'local-only'
}
