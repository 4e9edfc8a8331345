import { Clock, Context, Effect, Layer, Queue, Schedule, type Scope } from 'effect'
import type { SyncError } from '../protocol/SyncError.ts'
import { DocumentCache } from './DocumentCache.ts'
import { Parking } from './Parking.ts'
import { projectDocument } from './ProjectDocument.ts'
import type { ProjectionFault } from './ProjectionFault.ts'
import type { MakeProjection } from './Projection.ts'
import { ProjectionStore } from './ProjectionStore.ts'
import type { ProjectionWork } from './ProjectionWork.ts'
import type { ProjectorConfig } from './ProjectorConfig.ts'
import type { ProjectorStats } from './ProjectorStats.ts'

export interface ProjectorShape {
  /** There may be work now. */
  readonly wake: () => void
  /** Resolves when nothing is left that can be projected. */
  readonly idle: Effect.Effect<void>
  readonly stats: () => ProjectorStats
}

/**
 * Keeps the read models up with the log: lists the documents that are behind, projects them side by side, and rests
 * until it is woken or a slow timer fires. It holds nothing that matters: kill it anywhere and start another.
 */
export class Projector extends Context.Service<Projector, ProjectorShape>()(
  '@coldopen/sync/projector/Projector',
) {
  static readonly layer = (
    config: ProjectorConfig,
    project: MakeProjection,
  ): Layer.Layer<Projector, never, ProjectionStore> =>
    Layer.effect(Projector, startLoop(config, project))
}

const startLoop = Effect.fn('Projector')(function* (
  config: ProjectorConfig,
  project: MakeProjection,
): Effect.fn.Return<ProjectorShape, never, ProjectionStore | Scope.Scope> {
  const store = yield* ProjectionStore
  const woken = yield* Queue.sliding<void>(1)
  const cache = new DocumentCache(config.cache)
  const parking = new Parking()
  const counts = { steps: 0, events: 0, quarantined: 0, conflicts: 0 }
  let behind = { documents: 0, events: 0 }
  let unreachable: string | null = null
  let waiting: (() => void)[] = []

  const park = (work: ProjectionWork, alarm: ProjectionFault | SyncError) =>
    Effect.gen(function* () {
      const sentence = 'detail' in alarm ? alarm.detail : alarm.message
      const reason = `${alarm._tag}: ${sentence}`
      parking.park(work, reason, yield* Clock.currentTimeMillis)
      yield* Effect.logError('A document is not projected.', { doc: work.doc, reason })
    })

  const projectOne = (work: ProjectionWork): Effect.Effect<void, SyncError, ProjectionStore> =>
    projectDocument(work, cache, project).pipe(
      Effect.tap((done) =>
        Effect.sync(() => {
          parking.leave(work.doc)
          counts.steps += 1
          counts.events += done.to - done.from
          counts.quarantined += done.quarantined
        }),
      ),
      Effect.asVoid,
      Effect.catchTags({
        CursorMoved: () => Effect.sync(() => void (counts.conflicts += 1)),
        WrongEpoch: () => Effect.sync(() => void (counts.conflicts += 1)),
        LogGap: (alarm) => park(work, alarm),
        MissingDependency: (alarm) => park(work, alarm),
        ProjectionFailed: (alarm) => park(work, alarm),
        TooLarge: (refusal) => park(work, refusal),
        Incompatible: (refusal) => park(work, refusal),
        Forbidden: (refusal) => park(work, refusal),
      }),
    )

  /** Lists and projects once; false when nothing was left to do. */
  const pass = Effect.gen(function* () {
    const asked = waiting
    waiting = []
    const limit = config.listed + parking.size
    const listed = yield* store
      .work(limit)
      .pipe(Effect.tapError(() => Effect.sync(() => (waiting = [...asked, ...waiting]))))
    if (listed.length < limit) parking.keepOnly(new Set(listed.map(({ doc }) => doc)))
    const now = yield* Clock.currentTimeMillis
    const works = listed.filter((work) => !parking.holds(work, now))
    behind = {
      documents: listed.length,
      events: listed.reduce((sum, { head, cursor }) => sum + head - cursor, 0),
    }
    unreachable = null
    if (works.length === 0) for (const resolve of asked) resolve()
    else waiting = [...asked, ...waiting]
    yield* Effect.forEach(works, projectOne, { concurrency: config.concurrency, discard: true })
    return works.length > 0
  })

  const backoff = Schedule.min([
    Schedule.exponential(config.retry.firstMs),
    Schedule.spaced(config.retry.longestMs),
  ]).pipe(Schedule.jittered)

  const rest = Queue.take(woken).pipe(Effect.timeoutOption(config.pollMs))

  yield* pass.pipe(
    Effect.tapError((error) =>
      Effect.suspend(() => {
        unreachable = `${error._tag}: ${error.detail}`
        return Effect.logWarning('The projector cannot reach its store.', { reason: unreachable })
      }),
    ),
    Effect.retry(backoff),
    Effect.flatMap((worked) => (worked ? Effect.sleep(config.gatherMs) : rest)),
    Effect.forever,
    Effect.forkScoped,
  )
  yield* Effect.addFinalizer(() => Effect.sync(() => cache.clear()))

  const wake = () => void Queue.offerUnsafe(woken, undefined)
  return {
    wake,
    idle: Effect.callback<void>((resume) => {
      waiting.push(() => resume(Effect.void))
      wake()
    }),
    stats: () => ({ behind, ...counts, parked: parking.list(), unreachable }),
  }
})
