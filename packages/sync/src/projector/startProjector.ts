import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Effect } from 'effect'
import type { TelemetryTarget } from '../observability/Telemetry.otlp.ts'
import type { Log } from '../server/main/Log.ts'
import { layerSupabase, type ServiceAccess } from './ProjectionStore.supabase.ts'
import { ProjectionStore } from './ProjectionStore.ts'
import { defaultConfig, type ProjectorConfig } from './ProjectorConfig.ts'
import { noStats, type ProjectorStats } from './ProjectorStats.ts'
import { ProjectorThread, type ThreadEnd } from './ProjectorThread.ts'

export interface ProjectorOptions extends ServiceAccess {
  readonly log: Log
  /** Who it is to other projectors, a UUID; a fresh one unless given. */
  readonly id?: string
  readonly config?: Partial<ProjectorConfig>
  /** Where its spans go. Default: nowhere. */
  readonly telemetry?: TelemetryTarget | undefined
}

/** A projector at work. */
export interface RunningProjector {
  /** Says that a log has grown; the projector looks at once. */
  wake(): void
  /** Resolves when nothing is left that can be projected; what is parked is not waited for. */
  idle(): Promise<void>
  stats(): ProjectorStats
  /** Stops between two steps; whatever was under way is done again by the next projector. */
  close(): Promise<void>
}

/** Rest before a thread that ended is started again, in ms. */
const restartMs = 200

/**
 * Starts a projector against a backend, embedded or hosted, in a thread of its own; it waits for a backend that does not
 * answer yet. A document that holds the thread up is set aside, and the thread is started again.
 */
export async function startProjector({
  url,
  secretKey,
  log,
  id = randomUUID(),
  config,
  telemetry = undefined,
}: ProjectorOptions): Promise<RunningProjector> {
  const start = {
    url,
    secretKey,
    id,
    config: { ...defaultConfig, ...config },
    telemetry: telemetry ?? null,
  }
  const waiting = new Set<() => void>()
  let closing = false
  let thread = new ProjectorThread(start, log)
  const begun = await Promise.race([thread.ready.then(() => null), thread.ended])
  if (begun !== null) throw new Error(`The projector cannot start: ${begun.cause ?? 'it ended'}`)

  const setAside = async ({ last, stuck, cause }: ThreadEnd) => {
    const reason = stuck
      ? `TooSlow: after position ${last?.seq ?? 0} a step takes longer than ${start.config.stuckMs} ms.`
      : `ThreadEnded: ${cause ?? 'no cause was given'}`
    log.error('The thread of the projector is started again.', { reason, doc: last?.doc ?? null })
    if (last === null) return
    const aside = { doc: last.doc, head: null, reason }
    const parked = ProjectionStore.use((store) => store.park(start.id, aside)).pipe(
      Effect.provide(layerSupabase(start)),
      Effect.match({ onFailure: ({ detail }) => detail, onSuccess: () => null }),
    )
    const failure = await Effect.runPromise(parked)
    if (failure !== null) log.error('A document could not be set aside.', { ...last, failure })
  }

  /** Resolves the idle calls by whatever thread is alive to answer. */
  const ask = () => {
    if (waiting.size === 0) return
    const asked = [...waiting]
    void thread.idle().then(() => {
      for (const resolve of asked) if (waiting.delete(resolve)) resolve()
    })
  }

  const guard = async (): Promise<void> => {
    for (;;) {
      const end = await thread.ended
      if (closing) return
      await setAside(end)
      await sleep(restartMs)
      thread = new ProjectorThread(start, log)
      if (closing) thread.tell({ tag: 'close' })
      else ask()
    }
  }
  const guarded = guard()

  return {
    wake: () => thread.tell({ tag: 'wake' }),
    idle: () =>
      new Promise((resolve) => {
        waiting.add(resolve)
        ask()
      }),
    stats: () => thread.stats ?? noStats,
    close: async () => {
      closing = true
      thread.tell({ tag: 'close' })
      await guarded
    },
  }
}
