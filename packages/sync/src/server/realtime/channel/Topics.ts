import { Gathering } from './Gathering.ts'
import { Presence } from './Presence.ts'
import type { PresenceDiff } from './Presence.ts'
import { broadcastFrame } from '../wire/Codec.ts'
import type { Frame } from '../wire/Codec.ts'
import type { BroadcastMeta, UserBroadcast, WireVersion } from '../wire/Message.ts'

/** A subscription of one connection to one topic. */
export interface Subscriber {
  /** The topic's name on the wire, `realtime:<name>`. */
  readonly topic: string
  readonly key: string
  readonly version: WireVersion
  readonly receivesBroadcast: boolean
  readonly receivesPresence: boolean
  /** Bytes on their way to its connection that the network has not taken yet. */
  readonly waiting: number
  /** Takes a broadcast; `id` is the database's when it comes from there. */
  deliver(frame: Frame, id: string | null): void
  push(event: string, payload: unknown): void
}

interface Topic {
  readonly subscribers: Set<Subscriber>
  readonly presence: Presence<Subscriber>
}

const nobody: ReadonlySet<Subscriber> = new Set()

/** Where a broadcast must not go, and where it came from. */
export interface Passage {
  readonly except?: Subscriber | null
  readonly meta?: BroadcastMeta | null
}

/** A private and a public topic of the same name are two topics. */
export const topicKey = (name: string, isPrivate: boolean): string =>
  `${isPrivate ? 'private' : 'public'}:${name}`

/** Who listens to what, and who is present there. A topic exists as long as somebody is subscribed to it. */
export class Topics {
  readonly #topics = new Map<string, Topic>()
  readonly #gathering = new Gathering(
    (key) => this.#topics.get(key)?.subscribers ?? nobody,
    (messages) => (this.#delivered += messages),
  )
  #delivered = 0

  get size(): number {
    return this.#topics.size
  }

  subscribe(subscriber: Subscriber): void {
    const known = this.#topics.get(subscriber.key)
    if (known !== undefined) known.subscribers.add(subscriber)
    else {
      const topic = { subscribers: new Set([subscriber]), presence: new Presence<Subscriber>() }
      this.#topics.set(subscriber.key, topic)
    }
  }

  /** Ends a subscription and, if it was tracked, tells the others that it left. */
  unsubscribe(subscriber: Subscriber): void {
    const topic = this.#topics.get(subscriber.key)
    if (topic === undefined) return
    topic.subscribers.delete(subscriber)
    this.#tell(topic, topic.presence.untrack(subscriber))
    if (topic.subscribers.size === 0) this.#topics.delete(subscriber.key)
  }

  /** Sends a broadcast to everyone subscribed, encoding it once per protocol version; returns how many got it. */
  broadcast(key: string, broadcast: UserBroadcast, { except, meta }: Passage = {}): number {
    const frames = new Map<WireVersion, Frame | null>()
    let sent = 0
    for (const subscriber of this.#topics.get(key)?.subscribers ?? []) {
      if (subscriber === except || !subscriber.receivesBroadcast) continue
      const { version, topic } = subscriber
      let frame = frames.get(version)
      if (frame === undefined) {
        frame = broadcastFrame(version, topic, broadcast, meta ?? null)
        frames.set(version, frame)
      }
      if (frame === null) continue
      subscriber.deliver(frame, meta?.id ?? null)
      sent += 1
    }
    this.#delivered += sent
    return sent
  }

  /** Sends a broadcast that may wait for others of its kind, and of which the sender's next one takes the place. */
  gather(key: string, sender: Subscriber, broadcast: UserBroadcast, self: boolean): void {
    this.#gathering.add(key, sender, broadcast, self)
  }

  /** Broadcasts given to subscribers since the start, each counted. */
  get delivered(): number {
    return this.#delivered
  }

  /** Whether anybody would hear a broadcast to this topic. */
  has(key: string): boolean {
    return this.#topics.has(key)
  }

  presence(key: string): Presence<Subscriber> | null {
    return this.#topics.get(key)?.presence ?? null
  }

  /** Tells a change of presence to all who receive presence. */
  presenceChanged(key: string, diff: PresenceDiff | null): void {
    const topic = this.#topics.get(key)
    if (topic !== undefined) this.#tell(topic, diff)
  }

  #tell(topic: Topic, diff: PresenceDiff | null): void {
    if (diff === null) return
    for (const subscriber of topic.subscribers) {
      if (subscriber.receivesPresence) subscriber.push('presence_diff', diff)
    }
  }
}
