import { Effect } from 'effect'
import type { SyncError } from '../protocol/SyncError.ts'
import type { Snapshot, SnapshotPart } from './Snapshot.ts'

/** Reads a part of the newest snapshot, or of the one at `seq`. */
type ReadPart = (seq: number | null, part: number) => Effect.Effect<SnapshotPart, SyncError>

/** Reads the newest snapshot part by part; should it be replaced meanwhile, the newer one from its beginning. */
export const readParts = (read: ReadPart): Effect.Effect<Snapshot | null, SyncError> =>
  Effect.gen(function* () {
    let parts: Uint8Array[] = []
    for (let seq: number | null = null; ;) {
      const { snapshot }: SnapshotPart = yield* read(seq, parts.length)
      if (snapshot === null) {
        if (seq === null) return null
        seq = null
        parts = []
        continue
      }
      seq = snapshot.seq
      parts.push(Buffer.from(snapshot.body, 'base64'))
      if (parts.length < snapshot.parts) continue
      return { seq, committed_at: snapshot.committed_at, body: Buffer.concat(parts) }
    }
  })
