import { Effect, Exit, Fiber, type Context, Scope } from 'effect'
import {
  applyAwarenessUpdate,
  Awareness,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { PresenceShape, PresenceTopic } from './Presence.ts'

/** At most five presence messages a second (RT-2), in milliseconds. */
const pause = 200

const remote = 'coldopen:presence'

interface Change {
  readonly added: readonly number[]
  readonly updated: readonly number[]
}

/** The carets and names of one open document, and their way over its presence topic while there is one. */
export class AwarenessRoom {
  readonly awareness: Awareness
  readonly #document: string
  readonly #context: Context.Context<never>
  #scope: Scope.Closeable | null = null
  #topic: PresenceTopic | null = null
  #due: Fiber.Fiber<void> | null = null

  constructor(document: string, doc: Y.Doc, context: Context.Context<never>) {
    this.#document = document
    this.#context = context
    this.awareness = new Awareness(doc)
    this.awareness.on('update', ({ added, updated }: Change, origin: unknown) => {
      if (origin === remote) {
        if (added.length > 0) this.#tellSoon()
      } else if ([...added, ...updated].includes(this.awareness.clientID)) this.#tellSoon()
    })
  }

  /** Joins the document's topic, or leaves it: then the others are gone from here. */
  connect(presence: PresenceShape | null): void {
    this.#disconnect()
    if (presence === null) return
    const scope = Scope.makeUnsafe()
    this.#scope = scope
    const joining = presence.join(
      this.#document,
      (update) => applyAwarenessUpdate(this.awareness, update, remote),
      () => this.#tellSoon(),
    )
    this.#run(
      Effect.map(Effect.provideService(joining, Scope.Scope, scope), (topic) => {
        this.#topic = topic
      }),
    )
  }

  /** Tells the others that this one is gone, and leaves. */
  close(): void {
    removeAwarenessStates(this.awareness, [this.awareness.clientID], 'closed')
    this.#tell()
    this.#disconnect()
    this.awareness.destroy()
  }

  #disconnect(): void {
    this.#due?.interruptUnsafe()
    this.#due = null
    this.#topic = null
    if (this.#scope !== null) this.#run(Scope.close(this.#scope, Exit.void))
    this.#scope = null
    const others = [...this.awareness.getStates().keys()].filter(
      (client) => client !== this.awareness.clientID,
    )
    removeAwarenessStates(this.awareness, others, remote)
  }

  #tellSoon(): void {
    if (this.#due !== null || this.#scope === null) return
    this.#due = this.#run(
      Effect.map(Effect.sleep(pause), () => {
        this.#due = null
        this.#tell()
      }),
    )
  }

  #tell(): void {
    this.#topic?.send(encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]))
  }

  #run<A>(effect: Effect.Effect<A>): Fiber.Fiber<A> {
    return Effect.runForkWith(this.#context)(effect)
  }
}
