import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { UpdateStruct } from './DecodeUpdate.ts'

interface Deleted {
  readonly clock: number
  readonly len: number
}
export type Deletions = readonly (readonly [client: number, items: readonly Deleted[]])[]

const byClient = (structs: readonly UpdateStruct[]): UpdateStruct[][] => {
  const runs = new Map<number, UpdateStruct[]>()
  for (const struct of structs) {
    const run = runs.get(struct.id.client)
    if (run === undefined) runs.set(struct.id.client, [struct])
    else run.push(struct)
  }
  return [...runs.values()]
}

/** Structs in order and deletions as a V1 update. Source of the layout: Yjs 13.6 `encodeStateAsUpdate`. */
export const encodeUpdate = (
  structs: readonly UpdateStruct[],
  deletions: Deletions,
): Uint8Array => {
  const encoder = new Y.UpdateEncoderV1()
  const rest = encoder.restEncoder
  const runs = byClient(structs)
  encoding.writeVarUint(rest, runs.length)
  for (const run of runs) {
    const first = run[0]
    if (first === undefined) continue
    encoding.writeVarUint(rest, run.length)
    encoder.writeClient(first.id.client)
    encoding.writeVarUint(rest, first.id.clock)
    for (const struct of run) struct.write(encoder, 0)
  }
  const deleted = deletions.filter(([, items]) => items.length > 0)
  encoding.writeVarUint(rest, deleted.length)
  for (const [client, items] of deleted) {
    encoding.writeVarUint(rest, client)
    encoding.writeVarUint(rest, items.length)
    for (const item of items) {
      encoder.writeDsClock(item.clock)
      encoder.writeDsLen(item.len)
    }
  }
  return encoder.toUint8Array()
}

/** What is left of a run of deletions below `since`, and what lies above it, counted from there. */
export const partAt = (
  items: readonly Deleted[],
  since: number,
): readonly [below: Deleted[], above: Deleted[]] => [
  items.flatMap(({ clock, len }) => {
    const below = Math.min(len, since - clock)
    return below > 0 ? [{ clock, len: below }] : []
  }),
  items.flatMap(({ clock, len }) => {
    const above = Math.min(len, clock + len - since)
    return above > 0 ? [{ clock: Math.max(0, clock - since), len: above }] : []
  }),
]
