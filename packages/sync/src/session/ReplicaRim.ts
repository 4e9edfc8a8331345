import type { Ids } from '../identity/Ids.ts'
import type { Write } from '../store/LocalStore.ts'

/** What a replica needs of its surroundings. */
export interface ReplicaRim {
  readonly ids: Ids
  readonly now: () => number
  /** Takes writes to disk in the order given. */
  readonly write: (writes: readonly Write[]) => void
  /** A local change was made; it is on its way to disk. */
  readonly edited: () => void
}

/** What the document could not take: an event that is no update, or one that builds on what the log does not hold. */
export interface Alarm {
  readonly kind: 'poison' | 'gap'
  readonly seq: number
  readonly detail: string
}
