import type { Dice } from '@coldopen/core/testing'
import { Effect } from 'effect'
import type { ProjectionStoreShape } from '../projector/ProjectionStore.ts'
import { Offline, type SyncError } from '../protocol/SyncError.ts'

const offline = new Offline({ detail: 'no answer' })

interface Parts {
  readonly store: ProjectionStoreShape
  readonly dice: Dice
  /** The longest a call takes each way, in milliseconds. */
  readonly latency: () => number
  /** Called before work is claimed. */
  readonly asked: () => void
}

/** A projection store as one projector reaches it, until that projector dies. */
export class SlowStore {
  /** Answers that are lost although the store did its work. */
  lostAnswers = 0
  readonly #parts: Parts
  #dead = false
  #fuse: number | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get dead(): boolean {
    return this.#dead
  }

  die(): void {
    this.#dead = true
  }

  /** The projector dies at the next but `waits` point where it waits for the store. */
  dieAfter(waits: number): void {
    this.#fuse = waits
  }

  mend(): void {
    this.lostAnswers = 0
    this.#fuse = null
  }

  get shape(): ProjectionStoreShape {
    const { store, asked } = this.#parts
    return {
      claim: (projector, limit, seconds, restMs) =>
        this.#carry(
          Effect.suspend(() => {
            asked()
            return store.claim(projector, limit, seconds, restMs)
          }),
        ),
      renew: (projector, seconds) => this.#carry(store.renew(projector, seconds)),
      release: (projector) => this.#carry(store.release(projector)),
      park: (projector, aside) => this.#carry(store.park(projector, aside)),
      read: (doc, after, epoch) => this.#carry(store.read(doc, after, epoch)),
      apply: (step) => this.#carry(store.apply(step)),
      quarantine: (doc, seq, reason) => this.#carry(store.quarantine(doc, seq, reason)),
      snapshot: (doc, epoch) => this.#carry(store.snapshot(doc, epoch)),
      keep: (snapshot) => this.#carry(store.keep(snapshot)),
      compact: (doc, epoch) => this.#carry(store.compact(doc, epoch)),
    }
  }

  #carry<A, E>(call: Effect.Effect<A, E>): Effect.Effect<A, E | SyncError> {
    return Effect.gen({ self: this }, function* () {
      yield* this.#travel
      const answer = yield* Effect.result(call)
      yield* this.#travel
      if (this.lostAnswers > 0) {
        this.lostAnswers--
        return yield* offline
      }
      return yield* Effect.fromResult(answer)
    })
  }

  /** One way; a dead projector never arrives. */
  get #travel(): Effect.Effect<void> {
    const { dice, latency } = this.#parts
    const longest = latency()
    const way = longest === 0 ? Effect.yieldNow : Effect.sleep(dice.below(longest))
    return Effect.andThen(
      way,
      Effect.suspend(() => {
        if (this.#fuse !== null && this.#fuse-- === 0) this.die()
        return this.#dead ? Effect.never : Effect.void
      }),
    )
  }
}
