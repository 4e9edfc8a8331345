import * as Y from 'yjs'
import { encodeRun, type DeletedRanges, type Struct } from './StructRun.ts'

/**
 * One window of local edits as few exact updates, each at most `limit` bytes where structs can be parted: the
 * client's structs since `from` as they stand in the document, and only the window's own deletions. The bytes are
 * those of a mirror document's transaction, without the second document.
 */
export const coalesce = (
  doc: Y.Doc,
  client: number,
  from: number,
  window: readonly Uint8Array[],
  limit: number,
): Uint8Array[] => {
  const deleted = Y.mergeDeleteSets(window.map((update) => Y.decodeUpdate(update).ds))
  const structs = structsFrom(doc, client, from)
  if (structs.length === 0 && deleted.clients.size === 0) return []
  return within(limit, structs, from, deleted)
}

/** The structs a client has in the document from a clock on; the first may begin before it. */
const structsFrom = (doc: Y.Doc, client: number, from: number): readonly Struct[] => {
  const all = doc.store.clients.get(client)
  if (all === undefined || Y.getState(doc.store, client) <= from) return []
  return all.slice(Y.findIndexSS(all, from))
}

const within = (
  limit: number,
  structs: readonly Struct[],
  from: number,
  deleted: DeletedRanges,
): Uint8Array[] => {
  const whole = encodeRun(structs, from, deleted)
  if (whole.byteLength <= limit || structs.length < 2) return [whole]
  const middle = structs.length >> 1
  const rest = structs.slice(middle)
  return [
    ...within(limit, structs.slice(0, middle), from, { clients: new Map() }),
    ...within(limit, rest, rest[0]!.id.clock, deleted),
  ]
}
