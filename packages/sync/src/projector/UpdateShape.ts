import { Result } from 'effect'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { deepestType, deepestValue } from './Nesting.ts'

/** What an update is made of, without building a document. */
export interface UpdateShape {
  /** Clients with structs. */
  readonly clients: readonly number[]
  readonly structs: number
  /** The clocks written: from `from` up to but not including `to`. */
  readonly from: number
  readonly to: number
  /** Ranges of clocks deleted, and the end of the highest. */
  readonly deletes: number
  readonly deletesTo: number
  /** The deepest chain of types, or of values in a value. */
  readonly nesting: number
}

/** Why bytes are no update. `TooDeep`: reading it needs more stack than this place has. */
export type Unreadable = 'TooDeep' | { readonly detail: string }

type Decoded = ReturnType<typeof Y.decodeUpdate>

/** Tells what the last reader made reads from: Yjs keeps its reader to itself. One class for all, which V8 compiles once. */
class Reader extends Y.UpdateDecoderV1 {
  static last: decoding.Decoder | null = null

  constructor(decoder: decoding.Decoder) {
    super(decoder)
    Reader.last = decoder
  }
}

/** Reads the shape of a V1 update to its last byte: Yjs itself would not notice what follows on its end. */
export const readShape = (body: Uint8Array): Result.Result<UpdateShape, Unreadable> => {
  try {
    const decoded = Y.decodeUpdateV2(body, Reader)
    return Reader.last !== null && decoding.hasContent(Reader.last)
      ? Result.fail({ detail: 'bytes follow on its end' })
      : Result.succeed(shapeOf(decoded))
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    return Result.fail(/call stack/i.test(detail) ? 'TooDeep' : { detail })
  }
}

const shapeOf = ({ structs, ds }: Decoded): UpdateShape => {
  const written = structs.filter((struct) => !(struct instanceof Y.Skip))
  let [from, to, deletes, deletesTo] = [Infinity, 0, 0, 0]
  for (const { id, length } of written) {
    from = Math.min(from, id.clock)
    to = Math.max(to, id.clock + length)
  }
  for (const ranges of ds.clients.values())
    for (const { clock, len } of ranges) {
      deletes += 1
      deletesTo = Math.max(deletesTo, clock + len)
    }
  return {
    clients: [...new Set(written.map(({ id }) => id.client))],
    structs: written.length,
    from: to === 0 ? 0 : from,
    to,
    deletes,
    deletesTo,
    nesting: Math.max(deepestType(written), deepestValue(written)),
  }
}

/** The first clock a V1 update writes, read from its beginning alone; null when it writes none. */
export const firstClock = (body: Uint8Array): number | null => {
  const decoder = decoding.createDecoder(body)
  if (decoding.readVarUint(decoder) === 0) return null
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
  return decoding.readVarUint(decoder)
}
