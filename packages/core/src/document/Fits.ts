import * as Y from 'yjs'
import type { UpdateStruct } from './DecodeUpdate.ts'

/**
 * Whether a document holds everything a V1 update builds on, so that applying it leaves nothing pending. Throws what Yjs
 * throws when the bytes are no update.
 */
export const fits = (doc: Y.Doc, update: Uint8Array): boolean => {
  const { structs, ds } = Y.decodeUpdate(update)
  const known = new Map<number, number>()
  const state = (client: number): number => known.get(client) ?? Y.getState(doc.store, client)
  const holds = (id: Y.ID | null): boolean => id === null || id.clock < state(id.client)
  for (const struct of structs) {
    const { client, clock } = struct.id
    if (struct instanceof Y.Skip || clock > state(client)) return false
    if (!idsOf(struct).every(holds)) return false
    known.set(client, Math.max(state(client), clock + struct.length))
  }
  return [...ds.clients].every(([client, ranges]) =>
    ranges.every(({ clock, len }) => clock + len <= state(client)),
  )
}

/** What a decoded struct names: the items it was put between, and the one it stands in. */
const idsOf = (struct: UpdateStruct): readonly (Y.ID | null)[] =>
  struct instanceof Y.Item
    ? [struct.origin, struct.rightOrigin, struct.parent instanceof Y.ID ? struct.parent : null]
    : []
