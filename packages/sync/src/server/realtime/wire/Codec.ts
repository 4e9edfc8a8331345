import { decodeBroadcastPush, encodeBroadcast } from './BinaryCodec.ts'
import { decodeText, encodeTextBroadcast } from './TextCodec.ts'
import type { BroadcastMeta, Inbound, UserBroadcast, WireVersion } from './Message.ts'

/** A frame ready to be sent. */
export interface Frame {
  readonly bytes: Uint8Array
  readonly binary: boolean
}

/** Reads any frame of a client; throws `MalformedFrame` and nothing else. */
export function decodeFrame(bytes: Uint8Array, binary: boolean): Inbound {
  if (binary) return decodeBroadcastPush(bytes)
  return { kind: 'message', message: decodeText(Buffer.from(bytes).toString('utf8')) }
}

/** How a broadcast travels to a client of this version, or null: version 1 cannot carry bytes. */
export function broadcastFrame(
  version: WireVersion,
  topic: string,
  broadcast: UserBroadcast,
  meta: BroadcastMeta | null,
): Frame | null {
  if (version === 2) return { bytes: encodeBroadcast(topic, broadcast, meta), binary: true }
  if (broadcast.encoding === 'binary') return null
  return { bytes: encodeTextBroadcast(version, topic, broadcast, meta), binary: false }
}
