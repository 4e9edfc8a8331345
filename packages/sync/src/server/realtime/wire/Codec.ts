import { decodeBroadcastPush, encodeBroadcast } from './BinaryCodec.ts'
import { decodeText, encodeText, encodeTextBroadcast } from './TextCodec.ts'
import { webSocketFrame } from './WebSocketFrame.ts'
import type { BroadcastMeta, Inbound, Message, UserBroadcast, WireVersion } from './Message.ts'

/** A WebSocket frame ready to be written. */
export type Frame = Uint8Array

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
  if (version === 2) return webSocketFrame(encodeBroadcast(topic, broadcast, meta), true)
  if (broadcast.encoding === 'binary') return null
  return webSocketFrame(encodeTextBroadcast(version, topic, broadcast, meta), false)
}

/** How a text message travels. */
export const messageFrame = (version: WireVersion, message: Message): Frame =>
  webSocketFrame(Buffer.from(encodeText(version, message)), false)
