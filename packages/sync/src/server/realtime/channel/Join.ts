import { topicPrefix } from './Channel.ts'
import type { Channel } from './Channel.ts'
import { Refusal } from '../Refusal.ts'
import { storedSince } from '../stored/StoredBroadcast.ts'
import { broadcastFrame } from '../wire/Codec.ts'
import { maxHeaderBytes } from '../wire/Message.ts'

/** Why a topic cannot be joined under this name, or null. */
export function topicFault(topic: string): Refusal | null {
  if (!topic.startsWith(topicPrefix) || topic.length === topicPrefix.length) {
    return new Refusal('TopicNameRequired', 'You must provide a topic name')
  }
  if (Buffer.byteLength(topic) > maxHeaderBytes) {
    return new Refusal('TopicTooLong', `A topic has at most ${maxHeaderBytes} bytes.`)
  }
  return null
}

/**
 * Lets a channel in: authorises it, subscribes it, answers, then sends who is present and the replay it asked
 * for. Nothing sent between subscription and replay is lost or doubled. Rejects with a `Refusal` before the answer.
 */
export async function admit(channel: Channel, ref: string | null): Promise<void> {
  await channel.authorise()
  if (channel.closed) return
  const { hub, config } = channel
  if (config.replay !== null) channel.hold()
  hub.topics.subscribe(channel)
  const stored =
    config.replay === null || !channel.receivesBroadcast
      ? []
      : await storedSince(
          hub.database,
          channel.name,
          config.replay.since,
          Math.max(1, Math.min(config.replay.limit, hub.limits.replayMessages)),
        )
  if (channel.closed) return
  channel.reply(ref, 'ok', { postgres_changes: [] })
  if (channel.receivesPresence) {
    channel.push('presence_state', hub.topics.presence(channel.key)?.state() ?? {})
  }
  for (const { id, broadcast } of stored) {
    const meta = { id, replayed: true } as const
    const frame = broadcastFrame(channel.version, channel.topic, broadcast, meta)
    if (frame !== null) channel.link.send(frame)
  }
  channel.release(new Set(stored.map(({ id }) => id)))
  if (config.replicationReady) channel.system('ok', 'Replication connection established')
}
