import type { Claims } from '../rights/Claims.ts'
import type { Hub } from '../Hub.ts'
import type { JoinConfig } from './JoinConfig.ts'
import type { Link } from '../connection/Link.ts'
import type { Extension, Rights } from '../rights/Policies.ts'
import { RateWindow } from '../connection/RateWindow.ts'
import { Refusal, refusalOf } from '../Refusal.ts'
import { isApiKey } from '../rights/Tokens.ts'
import { topicKey } from './Topics.ts'
import type { Subscriber } from './Topics.ts'
import type { Frame } from '../wire/Codec.ts'
import type { WireVersion } from '../wire/Message.ts'

interface Held {
  readonly frame: Frame
  readonly id: string | null
}

const everything: Rights = { broadcast: true, presence: true }
const nothing: Rights = { broadcast: false, presence: false }

/** One connection's membership in one topic: who it is, what it may do, until when that is known. */
export class Channel implements Subscriber {
  readonly hub: Hub
  readonly link: Link
  readonly topic: string
  readonly name: string
  readonly key: string
  readonly joinRef: string | null
  readonly config: JoinConfig
  readonly presenceCalls: RateWindow
  #token: string
  #claims: Claims | null = null
  #read: Rights = nothing
  #write = new Map<Extension, boolean>()
  #held: Held[] | null = null
  #due: NodeJS.Timeout | undefined
  #closed = false

  constructor(hub: Hub, link: Link, topic: string, joinRef: string | null, config: JoinConfig) {
    const { accessToken } = config
    this.hub = hub
    this.link = link
    this.topic = topic
    this.name = topic.slice(topicPrefix.length)
    this.key = topicKey(this.name, config.private)
    this.joinRef = joinRef
    this.config = config
    this.presenceCalls = new RateWindow(hub.limits.presenceCalls, hub.limits.presenceWindowMs)
    this.#token = accessToken === null || isApiKey(accessToken) ? link.credential : accessToken
  }

  get version(): WireVersion {
    return this.link.version
  }

  get closed(): boolean {
    return this.#closed
  }

  get token(): string {
    return this.#token
  }

  /** The signed-in user this channel belongs to, if it is one. */
  get user(): string | null {
    return this.#claims?.sub ?? null
  }

  get waiting(): number {
    return this.link.waiting
  }

  get receivesBroadcast(): boolean {
    return this.#read.broadcast
  }

  get receivesPresence(): boolean {
    return this.config.presence.enabled && this.#read.presence
  }

  /** Checks token and policies; with a new token, takes it if it is valid. Rejects with a `Refusal`. */
  async authorise(token: string = this.#token): Promise<void> {
    const { tokens, policies, limits } = this.hub
    const claims = await tokens.claimsOf(token)
    const before = this.#read
    const read = this.config.private
      ? await policies.read(this.name, { claims, headers: this.link.headers })
      : everything
    const lost = (before.broadcast && !read.broadcast) || (before.presence && !read.presence)
    if (lost || (!read.broadcast && !read.presence)) {
      const sentence = lost ? 'You no longer have permission' : 'You do not have permissions'
      throw new Refusal('Unauthorized', `${sentence} to read from this Channel topic: ${this.name}`)
    }
    this.#token = token
    this.#claims = claims
    this.#read = read
    this.#write.clear()
    clearTimeout(this.#due)
    if (this.#closed) return
    const wait = Math.min(Math.max(claims.exp * 1000 - Date.now(), 0), limits.recheckMs)
    this.#due = setTimeout(() => this.recheck(), wait).unref()
  }

  /** Checks token and policies again, after what is under way; ends the channel when it may no longer read. */
  recheck(): void {
    this.link.enqueue(this.topic, () => (this.#closed ? undefined : this.reauthorise()))
  }

  async reauthorise(token?: string): Promise<void> {
    try {
      await this.authorise(token)
    } catch (cause) {
      this.shutdown(refusalOf(cause))
    }
  }

  /** Whether this client may send; asked of the policies once, until its token or its rights change. */
  mayWrite(extension: Extension): boolean | Promise<boolean> {
    if (!this.config.private) return true
    return this.#write.get(extension) ?? this.#askWrite(extension)
  }

  /** Keeps broadcasts back, so that a replay can go before them. */
  hold(): void {
    this.#held = []
  }

  /** Sends what was kept back, without what the replay has sent already. */
  release(replayed: ReadonlySet<string>): void {
    const held = this.#held ?? []
    this.#held = null
    for (const { frame, id } of held) if (id === null || !replayed.has(id)) this.link.send(frame)
  }

  deliver(frame: Frame, id: string | null): void {
    if (this.#held === null) this.link.send(frame)
    else if (this.#held.length < this.hub.limits.waitingMessages) this.#held.push({ frame, id })
    else this.shutdown(new Refusal('DatabaseUnavailable', 'The replay took too long; join again.'))
  }

  push(event: string, payload: unknown): void {
    this.link.push(this.topic, this.joinRef, event, payload)
  }

  reply(ref: string | null, status: 'ok' | 'error', response: object): void {
    this.link.push(this.topic, this.joinRef, 'phx_reply', { status, response }, ref)
  }

  system(status: 'ok' | 'error', message: string): void {
    this.push('system', { extension: 'system', status, message, channel: this.name })
  }

  /** Ends the channel with its reason. What may heal by itself is told as `phx_error`: the client joins again. */
  shutdown(refusal: Refusal): void {
    if (this.#closed) return
    this.hub.log.debug('A realtime channel ended.', { topic: this.name, reason: refusal.message })
    this.system('error', refusal.detail)
    this.close(refusal.code === 'DatabaseUnavailable' ? 'phx_error' : 'phx_close')
  }

  /** Ends the channel; `event` is told to the client. */
  close(event: 'phx_close' | 'phx_error' | null): void {
    if (this.#closed) return
    this.#closed = true
    clearTimeout(this.#due)
    this.hub.topics.unsubscribe(this)
    this.link.forget(this.topic)
    if (event !== null) this.push(event, {})
  }

  async #askWrite(extension: Extension): Promise<boolean> {
    if (this.#claims === null) return false
    const caller = { claims: this.#claims, headers: this.link.headers }
    const allowed = await this.hub.policies.write(this.name, caller, extension)
    this.#write.set(extension, allowed)
    return allowed
  }
}

/** Every channel's topic on the wire begins with this. */
export const topicPrefix = 'realtime:'
