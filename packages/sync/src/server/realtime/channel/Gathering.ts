import { broadcastFrame } from '../wire/Codec.ts'
import type { UserBroadcast, WireVersion } from '../wire/Message.ts'
import type { Subscriber } from './Topics.ts'

/** Topics of carets and names begin with this (RT-2). */
const prefix = 'presence:'

/** How long carets wait for one another, in ms: not seen by the eye, and a crowd's moves share one write for each reader. */
const gatherMs = 40

/** Readers written to before documents have their turn again. */
const slice = 64

/** A reader with more bytes than this before it gets no carets: the next ones make up for these. */
const mostWaiting = 65_536

/** What one subscriber said since the last round: the last of each event. */
type Said = Map<string, { readonly broadcast: UserBroadcast; readonly self: boolean }>

/** Whether the broadcasts of clients on a topic may wait for one another. */
export const isGathered = (name: string): boolean => name.startsWith(prefix)

/** Carets on their way: they go out in rounds, one write for each reader, and never hold up a document. */
export class Gathering {
  readonly #readers: (key: string) => ReadonlySet<Subscriber>
  readonly #sent: (messages: number) => void
  #round = new Map<string, Map<Subscriber, Said>>()
  #due = false

  constructor(readers: (key: string) => ReadonlySet<Subscriber>, sent: (messages: number) => void) {
    this.#readers = readers
    this.#sent = sent
  }

  /** Takes a sender's broadcast for the next round; `self`: the sender wants to hear it too. */
  add(key: string, sender: Subscriber, broadcast: UserBroadcast, self: boolean): void {
    const senders = this.#round.get(key) ?? new Map<Subscriber, Said>()
    const said: Said = senders.get(sender) ?? new Map()
    this.#round.set(key, senders.set(sender, said.set(broadcast.event, { broadcast, self })))
    if (!this.#due) setTimeout(() => this.#start(), gatherMs).unref()
    this.#due = true
  }

  #start(): void {
    const round = this.#round
    this.#round = new Map()
    this.#due = false
    for (const [key, senders] of round) this.#send(key, senders, [...this.#readers(key)])
  }

  #send(key: string, senders: Map<Subscriber, Said>, readers: readonly Subscriber[]): void {
    const here = this.#readers(key)
    const shared = new Map<WireVersion, Uint8Array>()
    for (const reader of readers.slice(0, slice)) {
      if (!here.has(reader) || !reader.receivesBroadcast || reader.waiting > mostWaiting) continue
      const { version } = reader
      const own = senders.has(reader)
      const frames = own
        ? framesFor(reader, senders)
        : (shared.get(version) ?? framesFor(reader, senders))
      if (!own) shared.set(version, frames)
      if (frames.length === 0) continue
      reader.deliver(frames, null)
      this.#sent(senders.size)
    }
    if (readers.length > slice) setImmediate(() => this.#send(key, senders, readers.slice(slice)))
  }
}

/** Everything said, as one piece of frames; what a reader said itself only if it wants that. */
function framesFor(reader: Subscriber, senders: Map<Subscriber, Said>): Uint8Array {
  const { version, topic } = reader
  const frames = [...senders].flatMap(([sender, said]) =>
    [...said.values()].flatMap(({ broadcast, self }) =>
      sender === reader && !self ? [] : (broadcastFrame(version, topic, broadcast, null) ?? []),
    ),
  )
  return Buffer.concat(frames)
}
