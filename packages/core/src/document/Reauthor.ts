import { Result } from 'effect'
import * as Y from 'yjs'
import { decodeUpdate, type UpdateStruct } from './DecodeUpdate.ts'
import { type Deletions, encodeUpdate, partAt } from './EncodeUpdate.ts'
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
    const deletions = [...decoded.ds.clients].flatMap(([client, items]): Deletions => {
      if (client !== fromClient) return [[client, items]]
      const [below, above] = partAt(items, since)
      return [
        [client, below],
        [toClient, above],
      ]
    })
    for (const struct of decoded.structs) renameIn(struct, rename)
    return Result.succeed(encodeUpdate(decoded.structs, deletions))
  })
