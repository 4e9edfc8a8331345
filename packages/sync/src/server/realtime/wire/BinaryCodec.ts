import { MalformedFrame } from './MalformedFrame.ts'
import { maxHeaderBytes } from './Message.ts'
import type { BroadcastMeta, Inbound, UserBroadcast } from './Message.ts'

/** Kinds of binary frame of serialiser 2.0.0 that supabase-js uses: 3 from a client, 4 from the server. */
const userBroadcastPush = 3
const userBroadcast = 4

const encodings = ['binary', 'json'] as const
const fatal = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a client's broadcast: `[3, len join_ref, len ref, len topic, len event, len meta, encoding]`, the five
 * fields in UTF-8, then the data. `meta` asks for features of the hosted service and is not looked into.
 */
export function decodeBroadcastPush(frame: Uint8Array): Inbound {
  if (frame[0] !== userBroadcastPush) throw new MalformedFrame('unknown kind of binary frame')
  const encoding = encodings[frame[6] ?? -1]
  if (encoding === undefined) throw new MalformedFrame('unknown encoding of a broadcast')
  let offset = 7
  const field = (index: number): string => {
    const end = offset + (frame[index] ?? 0)
    if (end > frame.length) throw new MalformedFrame('the header is longer than the frame')
    const text = decodeField(frame.subarray(offset, end))
    offset = end
    return text
  }
  const joinRef = field(1)
  const ref = field(2)
  const topic = field(3)
  const event = field(4)
  field(5)
  return {
    kind: 'broadcast',
    joinRef: joinRef === '' ? null : joinRef,
    ref: ref === '' ? null : ref,
    topic,
    broadcast: { event, encoding, data: frame.subarray(offset) },
  }
}

/** Writes a broadcast for a client: `[4, len topic, len event, len meta, encoding]`, the fields, the data. */
export function encodeBroadcast(
  topic: string,
  broadcast: UserBroadcast,
  meta: BroadcastMeta | null,
): Uint8Array {
  const fields = [topic, broadcast.event, meta === null ? '' : JSON.stringify(meta)].map((text) =>
    Buffer.from(text),
  )
  const lengths = fields.map((field) => field.length)
  if (lengths.some((length) => length > maxHeaderBytes)) {
    throw new RangeError(`a header field of a broadcast is over ${maxHeaderBytes} bytes`)
  }
  const head = Buffer.from([userBroadcast, ...lengths, encodings.indexOf(broadcast.encoding)])
  return Buffer.concat([head, ...fields, broadcast.data])
}

function decodeField(bytes: Uint8Array): string {
  try {
    return fatal.decode(bytes)
  } catch (cause) {
    throw new MalformedFrame('a header field is not UTF-8', { cause })
  }
}
