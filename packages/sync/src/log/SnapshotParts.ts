import { Effect } from 'effect'
import { fromBase64 } from 'lib0/buffer'
import type { Snapshot, SnapshotPart } from '../protocol/Snapshot.ts'
import { Incompatible } from '../protocol/SyncError.ts'

/** Reads a part of the snapshot at a position; null when a newer one has taken its place. */
type ReadPart<E> = (seq: number, part: number) => Effect.Effect<SnapshotPart | null, E>

/** The whole snapshot whose first part was read; null when it was replaced meanwhile: begin again at the newer one. */
export const readParts = Effect.fnUntraced(function* <E>(
  first: SnapshotPart,
  read: ReadPart<E>,
): Effect.fn.Return<Snapshot | null, E | Incompatible> {
  const { seq, committed_at, parts } = first
  const bodies = [first.body]
  while (bodies.length < parts) {
    const next = yield* read(seq, bodies.length)
    if (next === null) return null
    bodies.push(next.body)
  }
  return { seq, committed_at, body: yield* decode(bodies) }
})

const decode = (bodies: readonly string[]): Effect.Effect<Uint8Array, Incompatible> =>
  Effect.try({
    try: () => concat(bodies.map((body) => fromBase64(body))),
    catch: () => new Incompatible({ detail: 'The snapshot is not base64.' }),
  })

const concat = (pieces: readonly Uint8Array[]): Uint8Array => {
  const [only, ...more] = pieces
  if (only !== undefined && more.length === 0) return only
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}
