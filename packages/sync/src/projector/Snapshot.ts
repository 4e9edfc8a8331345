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

const fewest = 500
const most = 2_000

/** Events after a snapshot that make the next one due: more in a longer log, whose state costs more to write. */
export const snapshotAfter = (seq: number): number =>
  Math.min(most, Math.max(fewest, Math.floor(seq / 16)))
