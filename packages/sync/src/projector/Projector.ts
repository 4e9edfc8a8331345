import { Context, Effect, Layer, Queue, Schedule, type Scope } from 'effect'
import { noTelemetry, type Telemetry } from '../observability/Telemetry.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import { DocumentCache } from './DocumentCache.ts'
import { projectDocument } from './ProjectDocument.ts'
import type { ProjectionFault } from './ProjectionFault.ts'
import type { MakeProjection } from './Projection.ts'
import { ProjectionStore } from './ProjectionStore.ts'
import type { Claimed, ProjectionWork } from './ProjectionWork.ts'
import type { ProjectorConfig } from './ProjectorConfig.ts'
import type { ProjectorStats } from './ProjectorStats.ts'
import { unwatched, type Watch } from './Watch.ts'

export interface ProjectorShape {
  /** There may be work now. */
  readonly wake: () => void
  /** Resolves when nothing is left that can be projected. */
  readonly idle: Effect.Effect<void>
  readonly stats: () => ProjectorStats
}

/** Who a projector is to the others, and who looks after it. */
export interface ProjectorIdentity {
  readonly id: string
  readonly watch: Watch
  /** Where its steps are told as spans; nowhere unless given. */
  readonly telemetry?: Telemetry
}

/**
 * Keeps the read models up with the log: leases documents that are behind, projects them side by side, and rests until
 * it is woken or a slow timer fires. It holds nothing that matters: kill it anywhere and start another.
 */
export class Projector extends Context.Service<Projector, ProjectorShape>()(
  '@coldopen/sync/projector/Projector',
) {
  static readonly layer = (
    config: ProjectorConfig,
    project: MakeProjection,
    identity?: ProjectorIdentity,
  ): Layer.Layer<Projector, never, ProjectionStore> =>
    Layer.effect(
      Projector,
      Effect.suspend(() =>
        startLoop(config, project, identity ?? { id: crypto.randomUUID(), watch: unwatched }),
      ),
    )
}

const startLoop = Effect.fnUntraced(function* (
  config: ProjectorConfig,
  project: MakeProjection,
  { id, watch, telemetry = noTelemetry }: ProjectorIdentity,
): Effect.fn.Return<ProjectorShape, never, ProjectionStore | Scope.Scope> {
  const store = yield* ProjectionStore
  const woken = yield* Queue.sliding<void>(1)
  const cache = new DocumentCache(config.cache)
  const workshop = { cache, project, watch, snapshots: config.snapshots }
  const counts = { steps: 0, events: 0, quarantined: 0, conflicts: 0 }
  let behind: Claimed['behind'] = { documents: 0, events: 0 }
  let parked: Claimed['parked'] = []
  let busy = 0
  let unreachable: string | null = null
  let waiting: (() => void)[] = []

  const stats = (): ProjectorStats => ({ behind, ...counts, parked, unreachable })

  const park = (work: ProjectionWork, alarm: ProjectionFault | SyncError) =>
    Effect.gen(function* () {
      const sentence = 'detail' in alarm ? alarm.detail : alarm.message
      const reason = `${alarm._tag}: ${sentence}`
      yield* store.park(id, { doc: work.doc, head: work.head, reason })
      yield* Effect.logError('A document is not projected.', { doc: work.doc, reason })
    })

  const projectOne = (work: ProjectionWork): Effect.Effect<void, SyncError, ProjectionStore> =>
    projectDocument(work, workshop).pipe(
      telemetry.traced('coldopen.projector.step', {
        kind: work.kind,
        events: work.head - work.cursor,
      }),
      Effect.tap((done) =>
        Effect.sync(() => {
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

  /** Leases and projects once. */
  const pass = Effect.gen(function* () {
    const asked = waiting
    waiting = []
    const claimed = yield* store
      .claim(id, config.listed, config.leaseSeconds, asked.length > 0 ? 0 : config.restMs)
      .pipe(Effect.tapError(() => Effect.sync(() => (waiting = [...asked, ...waiting]))))
    const works = claimed.documents
    behind = claimed.behind
    parked = claimed.parked
    unreachable = null
    // What others have is not done yet either.
    const settled = works.length === 0 && behind.documents <= parked.length
    if (settled) for (const resolve of asked) resolve()
    else waiting = [...asked, ...waiting]
    watch.passed(stats())
    busy = works.length
    yield* Effect.forEach(works, projectOne, {
      concurrency: config.concurrency,
      discard: true,
    }).pipe(Effect.ensuring(Effect.sync(() => (busy = 0))))
    if (works.length === config.listed) return
    if (works.length > 0) yield* Effect.sleep(config.gatherMs)
    else yield* Queue.take(woken).pipe(Effect.timeoutOption(settled ? config.pollMs : othersMs()))
  })

  /** Rest while only others work: short when somebody waits for the end. */
  const othersMs = () => (waiting.length > 0 ? Math.min(config.pollMs, 100) : config.pollMs)

  /** A long step keeps its leases. */
  const renewal = Effect.suspend(() =>
    busy === 0 ? Effect.void : store.renew(id, config.leaseSeconds),
  ).pipe(
    Effect.catch((error) =>
      Effect.logWarning('The leases are not renewed.', { reason: error.detail }),
    ),
    Effect.delay((config.leaseSeconds * 1_000) / 3),
    Effect.forever,
  )

  /** Gives back what is leased; without that, others take it when the leases end. */
  const leave = Effect.sync(() => cache.clear()).pipe(
    Effect.andThen(store.release(id)),
    Effect.timeout(config.retry.longestMs),
    Effect.catch((error) =>
      Effect.logWarning('The leases are not given back.', { reason: error._tag }),
    ),
  )

  const backoff = Schedule.min([
    Schedule.exponential(config.retry.firstMs),
    Schedule.spaced(config.retry.longestMs),
  ]).pipe(Schedule.jittered)

  yield* Effect.addFinalizer(() => leave)
  yield* Effect.forkScoped(renewal)
  yield* pass.pipe(
    Effect.tapError((error) =>
      Effect.suspend(() => {
        unreachable = `${error._tag}: ${error.detail}`
        watch.passed(stats())
        return Effect.logWarning('The projector cannot reach its store.', { reason: unreachable })
      }),
    ),
    Effect.retry(backoff),
    Effect.forever,
    Effect.forkScoped,
  )
  const wake = () => void Queue.offerUnsafe(woken, undefined)
  return {
    wake,
    idle: Effect.callback<void>((resume) => {
      waiting.push(() => resume(Effect.void))
      wake()
    }),
    stats,
  }
})
