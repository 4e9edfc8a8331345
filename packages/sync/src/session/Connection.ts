import { Effect, Exit, Scope } from 'effect'
import type { Background } from './Background.ts'
import type { DocumentPool } from './DocumentPool.ts'
import type { Link } from './Link.ts'

/** The engine's one link at a time: given to the open documents, and to the account's own doorbell. */
export class Connection {
  readonly #pool: DocumentPool
  readonly #background: Background
  #listening: Scope.Closeable | null = null

  constructor(pool: DocumentPool, background: Background) {
    this.#pool = pool
    this.#background = background
  }

  readonly up = Effect.fnUntraced(
    { self: this },
    function* (this: Connection, link: Link): Effect.fn.Return<void> {
      yield* this.down
      const scope = yield* Scope.make()
      this.#listening = scope
      this.#pool.setLink(link)
      this.#background.wake()
      if (link.doorbell === null) return
      yield* Effect.provideService(
        link.doorbell.account(link.account, () => this.#background.wake()),
        Scope.Scope,
        scope,
      )
    },
  )

  get down(): Effect.Effect<void> {
    return Effect.suspend(() => {
      const listening = this.#listening
      this.#listening = null
      this.#pool.setLink(null)
      return listening === null ? Effect.void : Scope.close(listening, Exit.void)
    })
  }
}
