import { Result } from 'effect'
import * as Y from 'yjs'
import { CorruptUpdate, UpdateTooLarge } from './UpdateError.ts'

export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>
export type UpdateStruct = DecodedUpdate['structs'][number]

/** Decodes a V1 update within a size limit. Yjs throws many kinds of error on damaged bytes; here they are one value. */
export const decodeUpdate = (
  update: Uint8Array,
  limit: number,
): Result.Result<DecodedUpdate, CorruptUpdate | UpdateTooLarge> => {
  if (update.length > limit) {
    return Result.fail(new UpdateTooLarge({ bytes: update.length, limit }))
  }
  return Result.try({
    try: () => Y.decodeUpdate(update),
    catch: (cause) =>
      new CorruptUpdate({ detail: cause instanceof Error ? cause.message : String(cause) }),
  })
}
