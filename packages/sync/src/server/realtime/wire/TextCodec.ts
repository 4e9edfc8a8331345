import { MalformedFrame } from './MalformedFrame.ts'
import type { BroadcastMeta, Message, UserBroadcast, WireVersion } from './Message.ts'

const utf8 = new TextDecoder()

/** Reads a text frame: version 2 is `[join_ref, ref, topic, event, payload]`, version 1 an object of those names. */
export function decodeText(text: string): Message {
  const json = parse(text)
  if (Array.isArray(json)) {
    const [joinRef, ref, topic, event, payload] = json as unknown[]
    return message(joinRef, ref, topic, event, payload)
  }
  if (typeof json === 'object' && json !== null) {
    const { join_ref, ref, topic, event, payload } = json as Record<string, unknown>
    return message(join_ref, ref, topic, event, payload)
  }
  throw new MalformedFrame('the frame is neither an array nor an object')
}

/** Writes a text frame in the version the client asked for. */
export function encodeText(version: WireVersion, message: Message): string {
  const { joinRef, ref, topic, event, payload } = message
  return version === 2
    ? JSON.stringify([joinRef, ref, topic, event, payload])
    : JSON.stringify({ topic, event, payload, ref, join_ref: joinRef })
}

/** Writes a JSON broadcast as a text frame without parsing its data again; `data` must be valid JSON. */
export function encodeTextBroadcast(
  version: WireVersion,
  topic: string,
  broadcast: UserBroadcast,
  meta: BroadcastMeta | null,
): Uint8Array {
  const event = JSON.stringify(broadcast.event)
  const tail = meta === null ? '' : `,"meta":${JSON.stringify(meta)}`
  const payload = `{"type":"broadcast","event":${event},"payload":${utf8.decode(broadcast.data)}${tail}}`
  const name = JSON.stringify(topic)
  return Buffer.from(
    version === 2
      ? `[null,null,${name},"broadcast",${payload}]`
      : `{"topic":${name},"event":"broadcast","payload":${payload},"ref":null,"join_ref":null}`,
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new MalformedFrame('the text frame is not JSON', { cause })
  }
}

function message(
  joinRef: unknown,
  ref: unknown,
  topic: unknown,
  event: unknown,
  payload: unknown,
): Message {
  if (typeof topic !== 'string' || typeof event !== 'string') {
    throw new MalformedFrame('topic and event must be text')
  }
  return { joinRef: reference(joinRef), ref: reference(ref), topic, event, payload: payload ?? {} }
}

function reference(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new MalformedFrame('ref and join_ref must be text')
}
