import { Effect, Exit, Scope, Semaphore } from 'effect'
import type { SyncError } from '../protocol/SyncError.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { DocumentBook } from '../store/DocumentBook.ts'
import type { DocumentStates } from './DocumentStates.ts'
import { ensureRemote, noteOpened } from './EnsureRemote.ts'
import type { Link, Registration } from './Link.ts'
import { type EngineParts, type OpenDocument, openDocument } from './OpenDocument.ts'

interface Held {
  readonly open: OpenDocument
  readonly scope: Scope.Closeable
  readonly unfollow: () => void
  users: number
}

/** What a pool tells its engine. */
export interface PoolListener {
  /** A call to the server was answered, or failed. */
  readonly called: (error: SyncError | null) => void
  /** A document was opened. */
  readonly opened: (document: string, open: OpenDocument) => void
}

/**
 * The open documents of an engine, each once however many use it. A document nobody uses any more stays until its
 * work is on disk and in the log, or there is no way to bring it there.
 */
export class DocumentPool {
  readonly #parts: EngineParts
  readonly #book: DocumentBook
  readonly #states: DocumentStates
  readonly #listener: PoolListener
  readonly #held = new Map<string, Held>()
  /** One opening or closing at a time for each document. */
  readonly #turns = new Map<string, Semaphore.Semaphore>()
  #link: Link | null = null

  constructor(
    parts: EngineParts,
    book: DocumentBook,
    states: DocumentStates,
    listener: PoolListener,
  ) {
    this.#parts = parts
    this.#book = book
    this.#states = states
    this.#listener = listener
    book.listen((document) => this.#held.get(document)?.open.worker.granted())
  }

  get link(): Link | null {
    return this.#link
  }

  /** A call that is of no open document was answered, or failed. */
  called(error: SyncError | null): void {
    this.#listener.called(error)
  }

  /** Every document under way. */
  get open(): readonly OpenDocument[] {
    return [...this.#held.values()].map(({ open }) => open)
  }

  isOpen(document: string): boolean {
    return this.#held.has(document)
  }

  /** Gives every open document of the link's account its way to the server, or takes it away. */
  setLink(link: Link | null): void {
    this.#link = link
    for (const [document, { open }] of this.#held) this.#connect(document, open)
  }

  /** Opens a document this device knows, or joins those who have it open. Pair it with `release`. */
  acquire(document: string, interactive: boolean): Effect.Effect<OpenDocument, DeviceCannotSave> {
    return this.#inTurn(document, this.#enter(document, interactive))
  }

  release(open: OpenDocument): Effect.Effect<void> {
    const { document } = open.replica
    return this.#inTurn(document, this.#leave(document, open))
  }

  /** Lets go of everything: saved, but not waited for at the log. */
  readonly close: Effect.Effect<void> = Effect.suspend(() =>
    Effect.forEach(
      [...this.#held.keys()],
      (document) => this.#inTurn(document, this.#letGo(document)),
      { concurrency: 'unbounded', discard: true },
    ),
  )

  readonly #enter = Effect.fnUntraced(
    { self: this },
    function* (
      this: DocumentPool,
      document: string,
      interactive: boolean,
    ): Effect.fn.Return<OpenDocument, DeviceCannotSave> {
      const held = this.#held.get(document)
      if (held !== undefined) {
        held.users++
        if (interactive) held.open.worker.post({ _tag: 'Entered' })
        return held.open
      }
      const scope = yield* Scope.make()
      const open = yield* openDocument(
        this.#parts,
        document,
        interactive,
        this.#registration(document),
      ).pipe(
        Effect.provideService(Scope.Scope, scope),
        Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause))),
      )
      const unfollow = this.#states.follow(document, open)
      this.#held.set(document, { open, scope, unfollow, users: 1 })
      this.#listener.opened(document, open)
      this.#connect(document, open)
      return open
    },
  )

  readonly #leave = Effect.fnUntraced(
    { self: this },
    function* (this: DocumentPool, document: string, open: OpenDocument): Effect.fn.Return<void> {
      const held = this.#held.get(document)
      if (held === undefined || held.open !== open) return
      held.users--
      if (held.users > 0) return
      open.worker.post({ _tag: 'SealDue' })
      yield* Effect.ignore(open.queue.saved)
      if (this.#mustStay(held)) this.#linger(document, held)
      else yield* this.#letGo(document)
    },
  )

  readonly #letGo = Effect.fnUntraced(
    { self: this },
    function* (this: DocumentPool, document: string): Effect.fn.Return<void> {
      const held = this.#held.get(document)
      if (held === undefined) return
      yield* Scope.close(held.scope, Exit.void)
      held.unfollow()
      this.#held.delete(document)
      this.#states.rest(document)
    },
  )

  /** Whether letting go would leave work behind that is not on disk, or that can be sent now. */
  #mustStay({ open }: Held): boolean {
    if (open.queue.refused) return true
    const { phase, facts } = open.worker.machine
    const able = phase !== 'detached' && phase !== 'stopped' && facts.parked === 0
    return able && open.worker.state.get().pending > 0
  }

  #linger(document: string, held: Held): void {
    const stop = held.open.worker.watch(() => {
      if (held.users > 0) return stop()
      if (this.#mustStay(held)) return
      stop()
      Effect.runForkWith(this.#parts.context)(
        this.#inTurn(
          document,
          Effect.suspend(() => (held.users > 0 ? Effect.void : this.#letGo(document))),
        ),
      )
    })
  }

  #connect(document: string, open: OpenDocument): void {
    const owner = this.#book.get(document)?.owner ?? null
    const own = this.#link !== null && owner === this.#link.account
    open.connect(own ? this.#link : null)
  }

  #registration(document: string): Registration {
    const { context } = this.#parts
    return {
      known: () => this.#book.get(document)?.known ?? false,
      ensure: (link) => ensureRemote(this.#book, link, document),
      opened: (answer) => {
        Effect.runForkWith(context)(noteOpened(this.#book, answer))
      },
      lapsed: () => {
        const lapsed = this.#held.get(document)?.open
        const end = Effect.suspend(() => {
          const open = this.#held.get(document)?.open
          if (open === undefined || (lapsed !== undefined && lapsed !== open)) return Effect.void
          open.lapsed.set(true)
          return this.#letGo(document)
        })
        Effect.runForkWith(context)(this.#inTurn(document, end))
      },
      called: this.#listener.called,
    }
  }

  #inTurn<A, E>(document: string, effect: Effect.Effect<A, E>): Effect.Effect<A, E> {
    const turn = this.#turns.get(document) ?? Semaphore.makeUnsafe(1)
    this.#turns.set(document, turn)
    return Semaphore.withPermit(turn, effect)
  }
}
