import { Result } from 'effect'
import { decodeUpdate } from './DecodeUpdate.ts'
import { type Deletions, encodeUpdate, partAt } from './EncodeUpdate.ts'
import type { CorruptUpdate, UpdateTooLarge } from './UpdateError.ts'

/**
 * A V1 update without what a client wrote: none of its structs, and of the deletions none of what it wrote from the clock
 * `since` on. What others wrote must not build on what is left out, or the reader must have it.
 */
export const withoutClient = (
  update: Uint8Array,
  client: number,
  since: number,
): Result.Result<Uint8Array, CorruptUpdate | UpdateTooLarge> =>
  Result.map(decodeUpdate(update, Infinity), ({ structs, ds }) => {
    const deletions = [...ds.clients].map(([of, items]): Deletions[number] => [
      of,
      of === client ? partAt(items, since)[0] : items,
    ])
    const others = structs.filter(({ id }) => id.client !== client)
    return encodeUpdate(others, deletions)
  })
