import { writeVarUint } from 'lib0/encoding'
import * as Y from 'yjs'

/** Something Yjs stores under a clock: an item, or what is left of one. */
export type Struct = Y.Item | Y.GC

/** Deleted ranges by the client that inserted them, as a Yjs delete set holds them. */
export interface DeletedRanges {
  readonly clients: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>
}

/**
 * A Yjs V1 update of one client's structs from a clock on, and deleted ranges. Format: Yjs, `writeClientsStructs`
 * and `writeDeleteSet`.
 */
export const encodeRun = (
  structs: readonly Struct[],
  from: number,
  deleted: DeletedRanges,
): Uint8Array => {
  const encoder = new Y.UpdateEncoderV1()
  const rest = encoder.restEncoder
  const first = structs[0]
  writeVarUint(rest, first === undefined ? 0 : 1)
  if (first !== undefined) {
    writeVarUint(rest, structs.length)
    encoder.writeClient(first.id.client)
    writeVarUint(rest, from)
    for (const struct of structs) struct.write(encoder, Math.max(0, from - struct.id.clock))
  }
  writeVarUint(rest, deleted.clients.size)
  for (const [client, ranges] of [...deleted.clients].sort((a, b) => b[0] - a[0])) {
    writeVarUint(rest, client)
    writeVarUint(rest, ranges.length)
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
  return encoder.toUint8Array()
}
