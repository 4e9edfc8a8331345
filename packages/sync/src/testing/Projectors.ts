import { makeProjector } from '@coldopen/core/projection'
import { type Dice, makeDice } from '@coldopen/core/testing'
import { Clock, Context, Effect, Exit, Layer, Random, Scope } from 'effect'
import type { MemoryLogState } from '../log/LogState.memory.ts'
import { ProjectedLog } from '../projector/ProjectedLog.memory.ts'
import type { MakeProjection } from '../projector/Projection.ts'
import { MemoryProjections } from '../projector/ProjectionStore.memory.ts'
import { ProjectionStore } from '../projector/ProjectionStore.ts'
import { Projector } from '../projector/Projector.ts'
import { defaultConfig, type ProjectorConfig } from '../projector/ProjectorConfig.ts'
import { unwatched } from '../projector/Watch.ts'
import { marksOf } from './MarkRows.ts'
import { SlowStore } from './SlowStore.ts'

/** Snapshots of a world's short logs are due early, and leases end while slow steps are under way. */
const config: ProjectorConfig = {
  ...defaultConfig,
  leaseSeconds: 1,
  snapshots: { fewest: 4, most: 8 },
}

/** The projection of the product; of a script, its marks as well. */
const projection: MakeProjection = (kind, doc) => {
  const core = makeProjector(kind, doc)
  return {
    rows: (context) => ({ ...core.rows(context), ...marksOf(kind, doc, context) }),
    close: () => core.close(),
  }
}

interface Process {
  readonly store: SlowStore
  readonly scope: Scope.Closeable
  readonly wake: () => void
}

/** Up to two projectors over the log of a world, and what may go wrong with them. */
export class Projectors {
  /** Every document of the log with its read models. */
  readonly logs = new Map<string, ProjectedLog>()
  readonly #state: MemoryLogState
  readonly #seed: number
  readonly #memory: MemoryProjections
  readonly #running: (Process | null)[] = [null, null]
  #now: () => number = () => 0
  #latency = 0
  #rings = true

  constructor(state: MemoryLogState, seed: number) {
    this.#state = state
    this.#seed = seed
    this.#memory = new MemoryProjections(() => this.#now())
    state.snapshotOf = (doc) => this.logs.get(doc)?.snapshot ?? null
    state.onAppend.add(() => {
      if (this.#rings) for (const process of this.#running) process?.wake()
    })
  }

  /** Starts both projectors. */
  readonly begin = Effect.gen({ self: this }, function* () {
    const clock = yield* Clock.Clock
    this.#now = () => clock.currentTimeMillisUnsafe()
    yield* this.#start(0)
    yield* this.#start(1)
  })

  /** One thing that happens to a projector. */
  trouble(dice: Dice): Effect.Effect<void> {
    const which = dice.below(2)
    const process = this.#running[which] ?? null
    if (process === null || process.store.dead) return this.#start(which)
    switch (dice.below(5)) {
      case 0:
        return this.#kill(which)
      case 1:
        return Effect.sync(() => process.store.dieAfter(dice.below(12)))
      case 2:
        return Effect.sync(() => void (process.store.lostAnswers += 1 + dice.below(3)))
      case 3:
        return Effect.sync(() => void (this.#rings = !this.#rings))
      default:
        return Effect.sync(() => void (this.#latency = dice.below(2) * dice.below(5_000)))
    }
  }

  /** Mends everything: both run, undisturbed. */
  readonly heal = Effect.gen({ self: this }, function* () {
    this.#latency = 0
    this.#rings = true
    for (const [which, process] of this.#running.entries()) {
      process?.store.mend()
      if (process === null || process.store.dead) yield* this.#start(which)
    }
  })

  readonly end = Effect.suspend(() =>
    Effect.forEach(this.#running, (_, which) => this.#kill(which), { discard: true }),
  )

  #start(which: number): Effect.Effect<void> {
    return Effect.gen({ self: this }, function* () {
      yield* this.#kill(which)
      const scope = yield* Scope.make()
      const store = new SlowStore({
        store: this.#memory.shape,
        dice: makeDice(this.#seed * 13 + which),
        latency: () => this.#latency,
        asked: () => this.#follow(),
      })
      const identity = { id: `projector ${which}`, watch: unwatched }
      const layer = Projector.layer(config, projection, identity).pipe(
        Layer.provide(Layer.succeed(ProjectionStore, store.shape)),
      )
      const built = yield* Layer.buildWithScope(layer, scope).pipe(
        Random.withSeed(this.#seed + which),
      )
      this.#running[which] = { store, scope, wake: Context.get(built, Projector).wake }
    })
  }

  /** Ends a projector as a crash does: what it leased stays leased. */
  #kill(which: number): Effect.Effect<void> {
    return Effect.suspend(() => {
      const process = this.#running[which] ?? null
      this.#running[which] = null
      if (process === null) return Effect.void
      process.store.die()
      return Effect.asVoid(Effect.forkDetach(Scope.close(process.scope, Exit.void)))
    })
  }

  /** Takes in the documents that were made since. */
  #follow(): void {
    for (const [doc, known] of this.#state.documents) {
      if (this.logs.has(doc)) continue
      const { project, kind, owner, createdAt: created_at } = known
      const log = new ProjectedLog({ doc, project, kind, owner, created_at }, known)
      this.logs.set(doc, log)
      this.#memory.follow(log)
    }
  }
}
