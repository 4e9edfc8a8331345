import type { ProjectRow, SyncStatus } from '@coldopen/sync/client'

const urgency: { readonly [S in SyncStatus]: number } = {
  error: 0,
  conflict: 1,
  syncing: 2,
  'local-only': 3,
  persisted: 4,
}

/** What wants the writer most comes first. */
export const byUrgency = (a: ProjectRow, b: ProjectRow): number =>
  urgency[a.status] - urgency[b.status]
