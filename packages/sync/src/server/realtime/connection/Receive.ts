import { receiveBroadcast, textBroadcast } from '../channel/BroadcastPush.ts'
import { Channel } from '../channel/Channel.ts'
import { admit, topicFault } from '../channel/Join.ts'
import { joinConfig, record } from '../channel/JoinConfig.ts'
import { receivePresence } from '../channel/PresencePush.ts'
import { Refusal, refusalOf } from '../Refusal.ts'
import { isApiKey } from '../rights/Tokens.ts'
import type { Inbound, Message } from '../wire/Message.ts'
import type { Socket } from './Socket.ts'

/** Takes one decoded frame: heartbeats at once, everything else in the order of its topic. */
export function receive(socket: Socket, inbound: Inbound): void {
  if (inbound.kind === 'message' && inbound.message.topic === 'phoenix') {
    const { event, ref } = inbound.message
    if (event === 'heartbeat') answer(socket, 'phoenix', null, ref, 'ok', {})
    return
  }
  const topic = inbound.kind === 'message' ? inbound.message.topic : inbound.topic
  const withinRate = socket.messages.allow(Date.now())
  if (inbound.kind === 'message' && inbound.message.event === 'phx_join') {
    const { message } = inbound
    socket.enqueue(topic, () => join(socket, message))
    return
  }
  socket.enqueue(topic, () => dispatch(socket, inbound, withinRate))
}

async function join(socket: Socket, message: Message): Promise<void> {
  const { hub, channels } = socket
  const { topic, ref } = message
  const joinRef = message.joinRef ?? ref
  channels.get(topic)?.close('phx_close')
  try {
    const fault = topicFault(topic) ?? overLimit(socket)
    if (fault !== null) throw fault
    const channel = new Channel(hub, socket, topic, joinRef, joinConfig(message.payload))
    channels.set(topic, channel)
    await admit(channel, ref)
  } catch (cause) {
    channels.get(topic)?.close(null)
    const refusal = refusalOf(cause)
    hub.log.debug('A realtime join was refused.', { topic, reason: refusal.message })
    if (refusal.code === 'DatabaseUnavailable') hub.log.error('A join failed.', { cause })
    answer(socket, topic, joinRef, ref, 'error', { reason: refusal.message })
  }
}

function overLimit({ hub, channels, joins }: Socket): Refusal | null {
  if (!joins.allow(Date.now())) {
    return new Refusal('ClientJoinRateLimitReached', 'Too many joins per second')
  }
  if (channels.size >= hub.limits.channels) {
    return new Refusal('ChannelRateLimitReached', 'Too many channels')
  }
  return null
}

function dispatch(socket: Socket, inbound: Inbound, withinRate: boolean): void | Promise<void> {
  const { joinRef, ref, topic, event, payload } =
    inbound.kind === 'message'
      ? inbound.message
      : { ...inbound, event: 'broadcast', payload: inbound.broadcast }
  const channel = socket.channels.get(topic)
  if (channel === undefined) return unmatched(socket, topic, joinRef, ref, event)
  if (joinRef !== null && joinRef !== channel.joinRef) return
  if (!withinRate) {
    const detail = 'Too many messages per second'
    return channel.shutdown(new Refusal('MessagePerSecondRateLimitReached', detail))
  }
  if (inbound.kind === 'broadcast') return receiveBroadcast(channel, ref, inbound.broadcast)
  switch (event) {
    case 'broadcast':
      return receiveBroadcast(channel, ref, textBroadcast(payload))
    case 'presence':
      return receivePresence(channel, ref, payload)
    case 'access_token':
      return refresh(channel, payload)
    case 'phx_leave':
      channel.reply(ref, 'ok', {})
      return channel.close('phx_close')
    default:
      channel.reply(ref, 'error', { reason: 'unknown event' })
  }
}

/** An API key in place of a token changes nothing: the connection has its own already. */
function refresh(channel: Channel, payload: unknown): void | Promise<void> {
  const token = record(payload)['access_token']
  if (typeof token !== 'string' || token === '' || isApiKey(token)) return
  if (token !== channel.token) return channel.reauthorise(token)
}

function unmatched(
  socket: Socket,
  topic: string,
  joinRef: string | null,
  ref: string | null,
  event: string,
): void {
  if (ref === null) return
  if (event === 'phx_leave') answer(socket, topic, joinRef, ref, 'ok', {})
  else answer(socket, topic, joinRef, ref, 'error', { reason: 'unmatched topic' })
}

function answer(
  socket: Socket,
  topic: string,
  joinRef: string | null,
  ref: string | null,
  status: 'ok' | 'error',
  response: object,
): void {
  socket.push(topic, joinRef, 'phx_reply', { status, response }, ref)
}
