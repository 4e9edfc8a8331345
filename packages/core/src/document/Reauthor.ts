import { Result } from 'effect'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type DecodedUpdate, decodeUpdate, type UpdateStruct } from './DecodeUpdate.ts'
import { maxInspectedBytes } from './InspectUpdate.ts'
import { ClientInUpdate, type CorruptUpdate, type UpdateTooLarge } from './UpdateError.ts'

type Deleted = { readonly clock: number; readonly len: number }
type Deletions = (
  clients: ReadonlyMap<number, readonly Deleted[]>,
) => readonly (readonly [client: number, items: readonly Deleted[]])[]
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
const encode = ({ structs, ds }: DecodedUpdate, deletions: Deletions): Uint8Array => {
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
  const deleted = deletions(ds.clients)
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
const partAt = (
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

/**
 * The same V1 update as if another client had written it: ids, origins, parents and deletions of `fromClient` become
 * `toClient`'s. For unsent events whose client id the log refused; rewrite every unsent event of the session alike.
 * With `since`, only what `fromClient` wrote from that clock on changes hands, and `toClient` counts it from 0; no struct
 * may lie on both sides.
 */
export const reauthor = (
  update: Uint8Array,
  fromClient: number,
  toClient: number,
  limit: number = maxInspectedBytes,
  since = 0,
): Result.Result<Uint8Array, CorruptUpdate | UpdateTooLarge | ClientInUpdate> =>
  Result.flatMap(decodeUpdate(update, limit), (decoded) => {
    const taken =
      decoded.ds.clients.has(toClient) ||
      decoded.structs.some((struct) => struct.id.client === toClient)
    if (taken && fromClient !== toClient) {
      return Result.fail(new ClientInUpdate({ client: toClient }))
    }
    const rename: Rename = (id) =>
      id !== null && id.client === fromClient && id.clock >= since
        ? Y.createID(toClient, id.clock - since)
        : id
    const deletions: Deletions = (clients) =>
      [...clients]
        .flatMap(([client, items]): [number, readonly Deleted[]][] => {
          if (client !== fromClient) return [[client, items]]
          const [below, above] = partAt(items, since)
          return [
            [client, below],
            [toClient, above],
          ]
        })
        .filter(([, items]) => items.length > 0)
    for (const struct of decoded.structs) renameIn(struct, rename)
    return Result.succeed(encode(decoded, deletions))
  })
