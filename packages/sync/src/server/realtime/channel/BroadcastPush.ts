import type { Channel } from './Channel.ts'
import { isGathered } from './Gathering.ts'
import type { RealtimeLimits } from '../RealtimeLimits.ts'
import { record } from './JoinConfig.ts'
import { Refusal } from '../Refusal.ts'
import { maxHeaderBytes } from '../wire/Message.ts'
import type { UserBroadcast } from '../wire/Message.ts'

/** A text message's payload `{ event, payload }` as a broadcast, or null when it is not one. */
export function textBroadcast(payload: unknown): UserBroadcast | null {
  const { event, payload: content } = record(payload)
  if (typeof event !== 'string') return null
  return { event, encoding: 'json', data: Buffer.from(JSON.stringify(content ?? {})) }
}

/** Why a broadcast cannot be sent on, or null. JSON is checked here: a peer that gets bad JSON would fail on it. */
export function broadcastFault(broadcast: UserBroadcast, limits: RealtimeLimits): Refusal | null {
  if (broadcast.data.length > limits.payloadBytes) {
    return new Refusal('PayloadTooLarge', `A payload has at most ${limits.payloadBytes} bytes.`)
  }
  if (Buffer.byteLength(broadcast.event) > maxHeaderBytes) {
    return new Refusal('EventTooLong', `An event name has at most ${maxHeaderBytes} bytes.`)
  }
  if (broadcast.encoding === 'json' && !isJson(broadcast.data)) {
    return new Refusal('InvalidPayload', 'The payload is marked as JSON and is not JSON.')
  }
  return null
}

/**
 * Sends a client's broadcast to the others, and to itself if it asked for that. Without the right to write it is
 * dropped without an answer, as on Supabase: the client's `send` then reports `timed out` when it asked for an ack.
 */
export function receiveBroadcast(
  channel: Channel,
  ref: string | null,
  broadcast: UserBroadcast | null,
): void | Promise<void> {
  const fault =
    broadcast === null
      ? new Refusal('InvalidPayload', 'A broadcast needs an event name.')
      : broadcastFault(broadcast, channel.hub.limits)
  if (broadcast === null || fault !== null) {
    if (channel.config.ack) channel.reply(ref, 'error', { reason: fault?.message })
    return
  }
  const allowed = channel.mayWrite('broadcast')
  if (typeof allowed === 'boolean') return sendOn(channel, ref, broadcast, allowed)
  return allowed.then((answer) => sendOn(channel, ref, broadcast, answer))
}

function sendOn(channel: Channel, ref: string | null, broadcast: UserBroadcast, allowed: boolean) {
  if (!allowed || channel.closed) return
  const { topics } = channel.hub
  const { key, name, config } = channel
  if (isGathered(name)) topics.gather(key, channel, broadcast, config.self)
  else topics.broadcast(key, broadcast, { except: config.self ? null : channel })
  if (channel.config.ack) channel.reply(ref, 'ok', {})
}

function isJson(data: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8'))
    return true
  } catch {
    return false
  }
}
