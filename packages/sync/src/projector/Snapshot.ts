/** A snapshot as a projector stores it. */
export interface NewSnapshot {
  readonly doc: string
  readonly epoch: number
  readonly seq: number
  /** Events up to there that were left out. */
  readonly quarantined: number
  readonly body: Uint8Array
}

/** Largest state that is stored, in bytes: its base64 is within what the gateway takes. */
export const maxSnapshotBytes = 5_900_000

/** How many events after a snapshot make the next one due: more in a longer log, whose state costs more to write. */
export interface SnapshotPace {
  readonly fewest: number
  readonly most: number
}

export const snapshotAfter = (seq: number, { fewest, most }: SnapshotPace): number =>
  Math.min(most, Math.max(fewest, Math.floor(seq / 16)))
