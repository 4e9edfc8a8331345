import { Result } from 'effect'
import * as Y from 'yjs'
import { decodeUpdate } from './DecodeUpdate.ts'
import type { CorruptUpdate, UpdateTooLarge } from './UpdateError.ts'

/** What one client wrote in an update: its structs cover the clocks from `from` up to but not including `to`. */
export interface ClientRange {
  readonly client: number
  readonly from: number
  readonly to: number
}

/** What stands in an update, without building a document. */
export interface UpdateSummary {
  /** One entry per client with structs, in the update's order. */
  readonly clients: readonly ClientRange[]
  /** Structs that carry content or collected content; gaps are not counted. */
  readonly structs: number
  /** Clock positions the update deletes. */
  readonly deletes: number
}

/** The largest update `inspectUpdate` decodes unless it is told otherwise: 8 MiB. */
export const maxInspectedBytes = 8 * 1024 * 1024

/** Looks into a V1 update. Never throws: damaged bytes and oversized updates are typed failures. */
export const inspectUpdate = (
  update: Uint8Array,
  limit: number = maxInspectedBytes,
): Result.Result<UpdateSummary, CorruptUpdate | UpdateTooLarge> =>
  Result.map(decodeUpdate(update, limit), ({ structs, ds }) => {
    const ranges = new Map<number, ClientRange>()
    let count = 0
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue
      count++
      const { client, clock } = struct.id
      const known = ranges.get(client)
      ranges.set(client, {
        client,
        from: Math.min(known?.from ?? clock, clock),
        to: Math.max(known?.to ?? 0, clock + struct.length),
      })
    }
    let deletes = 0
    for (const items of ds.clients.values()) for (const item of items) deletes += item.len
    return { clients: [...ranges.values()], structs: count, deletes }
  })
