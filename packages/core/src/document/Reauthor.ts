import { Result } from 'effect'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type DecodedUpdate, decodeUpdate, type UpdateStruct } from './DecodeUpdate.ts'
import { maxInspectedBytes } from './InspectUpdate.ts'
import { ClientInUpdate, type CorruptUpdate, type UpdateTooLarge } from './UpdateError.ts'

type Rename = <A extends Y.ID | null>(id: A) => A | Y.ID

const renameIn = (struct: UpdateStruct, rename: Rename): void => {
  struct.id = rename(struct.id)
  if (!(struct instanceof Y.Item)) return
  struct.origin = rename(struct.origin)
  struct.rightOrigin = rename(struct.rightOrigin)
  if (struct.parent instanceof Y.ID) struct.parent = rename(struct.parent)
}

const byClient = (structs: readonly UpdateStruct[]): UpdateStruct[][] => {
  const runs = new Map<number, UpdateStruct[]>()
  for (const struct of structs) {
    const run = runs.get(struct.id.client)
    if (run === undefined) runs.set(struct.id.client, [struct])
    else run.push(struct)
  }
  return [...runs.values()]
}

/** Source of the layout: Yjs 13.6 `encodeStateAsUpdate`, V1 encoding. */
const encode = ({ structs, ds }: DecodedUpdate, rename: (client: number) => number): Uint8Array => {
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
  encoding.writeVarUint(rest, ds.clients.size)
  for (const [client, items] of ds.clients) {
    encoding.writeVarUint(rest, rename(client))
    encoding.writeVarUint(rest, items.length)
    for (const item of items) {
      encoder.writeDsClock(item.clock)
      encoder.writeDsLen(item.len)
    }
  }
  return encoder.toUint8Array()
}

/**
 * The same V1 update as if another client had written it: ids, origins, parents and deletions of `fromClient` become
 * `toClient`'s. For unsent events whose client id the log refused; rewrite every unsent event of the session alike.
 */
export const reauthor = (
  update: Uint8Array,
  fromClient: number,
  toClient: number,
  limit: number = maxInspectedBytes,
): Result.Result<Uint8Array, CorruptUpdate | UpdateTooLarge | ClientInUpdate> =>
  Result.flatMap(decodeUpdate(update, limit), (decoded) => {
    const taken =
      decoded.ds.clients.has(toClient) ||
      decoded.structs.some((struct) => struct.id.client === toClient)
    if (taken && fromClient !== toClient) {
      return Result.fail(new ClientInUpdate({ client: toClient }))
    }
    const client = (id: number): number => (id === fromClient ? toClient : id)
    const rename: Rename = (id) =>
      id !== null && id.client === fromClient ? Y.createID(toClient, id.clock) : id
    for (const struct of decoded.structs) renameIn(struct, rename)
    return Result.succeed(encode(decoded, client))
  })
