import type { CacheLimits } from './DocumentCache.ts'
import type { SnapshotPace } from './Snapshot.ts'

/** How a projector goes about its work. */
export interface ProjectorConfig {
  /** Documents leased at once; what is more is left to others. */
  readonly listed: number
  /** Documents worked on side by side. */
  readonly concurrency: number
  /** Longest rest when nobody wakes it, in ms: the lag of a projector that hears no rings. */
  readonly pollMs: number
  /** Rest after work, in ms: what is typed meanwhile is one step instead of many. */
  readonly gatherMs: number
  /** How long nobody has typed when a late row is written, in ms, at most 5,000; it is after five seconds in any case. */
  readonly restMs: number
  /** How long others wait for the documents of a projector that died, in s. */
  readonly leaseSeconds: number
  /** Longest piece of work without a pause, in ms; whoever takes longer is set aside. */
  readonly stuckMs: number
  readonly cache: CacheLimits
  readonly snapshots: SnapshotPace
  /** Delays between attempts while the store does not answer, in ms; they double and are jittered. */
  readonly retry: { readonly firstMs: number; readonly longestMs: number }
}

export const defaultConfig: ProjectorConfig = {
  listed: 16,
  concurrency: 4,
  pollMs: 1_000,
  gatherMs: 30,
  restMs: 1_000,
  leaseSeconds: 10,
  stuckMs: 5_000,
  cache: { documents: 64, bytes: 64_000_000 },
  snapshots: { fewest: 500, most: 2_000 },
  retry: { firstMs: 100, longestMs: 10_000 },
}
