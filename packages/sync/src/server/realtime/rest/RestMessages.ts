import { isRecord } from '../channel/JoinConfig.ts'
import { Refusal } from '../Refusal.ts'
import type { UserBroadcast } from '../wire/Message.ts'

/** One broadcast asked for over REST. */
export interface Posted {
  readonly topic: string
  readonly private: boolean
  readonly broadcast: UserBroadcast
}

/** `POST …/broadcast/<topic>/events/<event>`: the body is the payload, JSON or bytes. Throws a `Refusal`. */
export function singleOf(
  request: Request,
  url: URL,
  topic: string,
  event: string,
  data: Uint8Array,
): Posted {
  const type = request.headers.get('content-type') ?? ''
  const binary = type.startsWith('application/octet-stream')
  if (!binary && !type.startsWith('application/json')) {
    throw new Refusal('InvalidPayload', 'Send application/json or application/octet-stream.')
  }
  const isPrivate = url.searchParams.get('private') === 'true'
  return {
    topic,
    private: isPrivate,
    broadcast: { event, encoding: binary ? 'binary' : 'json', data },
  }
}

/** `POST …/broadcast`: the body lists at most `most` messages. Throws a `Refusal`. */
export function batchOf(body: Uint8Array, most: number): readonly Posted[] {
  const messages = messagesOf(body)
  if (messages === null || messages.length === 0) {
    throw new Refusal('InvalidPayload', 'The body is { messages: [{ topic, event, payload }] }.')
  }
  if (messages.length > most) {
    throw new Refusal('PayloadTooLarge', `One call carries at most ${most} messages.`)
  }
  return messages.map((message) => {
    const { topic, event, payload, private: isPrivate } = isRecord(message) ? message : {}
    if (typeof topic !== 'string' || typeof event !== 'string' || !isRecord(payload)) {
      throw new Refusal(
        'InvalidPayload',
        'Each message needs a topic, an event and an object payload.',
      )
    }
    const data = Buffer.from(JSON.stringify(payload))
    return { topic, private: isPrivate === true, broadcast: { event, encoding: 'json', data } }
  })
}

function messagesOf(body: Uint8Array): readonly unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    const messages = isRecord(parsed) ? parsed['messages'] : null
    return Array.isArray(messages) ? messages : null
  } catch {
    return null
  }
}
