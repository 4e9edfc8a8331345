import { randomUUID } from 'node:crypto'
import type { Channel } from './Channel.ts'
import { isRecord, record } from './JoinConfig.ts'
import { Refusal } from '../Refusal.ts'

/** Takes a `presence` push: `track` with an object, or `untrack`. Too many of them end the channel. */
export async function receivePresence(
  channel: Channel,
  ref: string | null,
  payload: unknown,
): Promise<void> {
  if (!channel.presenceCalls.allow(Date.now())) {
    channel.shutdown(
      new Refusal('ClientPresenceRateLimitReached', 'Client presence rate limit exceeded'),
    )
    return
  }
  const { event, payload: shown } = record(payload)
  const call = typeof event === 'string' ? event.toLowerCase() : ''
  const { topics } = channel.hub
  if (call === 'untrack') {
    topics.presenceChanged(channel.key, topics.presence(channel.key)?.untrack(channel) ?? null)
    channel.reply(ref, 'ok', {})
    return
  }
  const fault =
    call === 'track' ? trackFault(channel, shown) : 'A presence call is track or untrack.'
  if (fault !== null || !(await channel.mayWrite('presence'))) {
    const reason = fault ?? 'You do not have permissions to track presence here.'
    channel.reply(ref, 'error', { reason })
    return
  }
  if (channel.closed) return
  const { key } = channel.config.presence
  const diff = topics.presence(channel.key)?.track(channel, key, record(shown), randomUUID())
  topics.presenceChanged(channel.key, diff ?? null)
  channel.reply(ref, 'ok', {})
}

function trackFault(channel: Channel, shown: unknown): string | null {
  const { presenceKeys, payloadBytes } = channel.hub.limits
  if (shown === undefined || shown === null) return null
  if (!isRecord(shown)) return 'Presence track payload must be a map'
  if (Object.keys(shown).length > presenceKeys) {
    return `A presence object has at most ${presenceKeys} keys.`
  }
  if (Buffer.byteLength(JSON.stringify(shown)) > payloadBytes) {
    return `A presence object has at most ${payloadBytes} bytes.`
  }
  return null
}
