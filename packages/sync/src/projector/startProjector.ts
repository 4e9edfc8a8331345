import { Effect, Layer, Logger, ManagedRuntime } from 'effect'
import type { Log } from '../server/main/Log.ts'
import { coreProjection } from './Projection.ts'
import { layerSupabase, type ServiceAccess } from './ProjectionStore.supabase.ts'
import { Projector } from './Projector.ts'
import { defaultConfig, type ProjectorConfig } from './ProjectorConfig.ts'
import type { ProjectorStats } from './ProjectorStats.ts'

export interface ProjectorOptions extends ServiceAccess {
  readonly log: Log
  readonly config?: Partial<ProjectorConfig>
}

/** A projector at work. */
export interface RunningProjector {
  /** Says that a document's log has grown; the projector looks at once. */
  wake(doc: string): void
  /** Resolves when nothing is left that can be projected; what is parked is not waited for. */
  idle(): Promise<void>
  stats(): ProjectorStats
  /** Stops between two steps; whatever was under way is done again by the next projector. */
  close(): Promise<void>
}

/** Starts a projector against a backend, embedded or hosted. It waits for a backend that does not answer yet. */
export async function startProjector({
  url,
  secretKey,
  log,
  config,
}: ProjectorOptions): Promise<RunningProjector> {
  const layer = Projector.layer({ ...defaultConfig, ...config }, coreProjection).pipe(
    Layer.provide([layerSupabase({ url, secretKey }), loggerOf(log)]),
  )
  const runtime = ManagedRuntime.make(layer)
  const projector = await runtime.runPromise(Projector.use(Effect.succeed))
  return {
    wake: () => projector.wake(),
    idle: () => runtime.runPromise(projector.idle),
    stats: projector.stats,
    close: () => runtime.dispose(),
  }
}

/** Effect's log lines as the server's. */
const loggerOf = (log: Log) =>
  Logger.layer([
    Logger.make(({ message, logLevel }) => {
      const [sentence, fields] = [message].flat()
      const write = logLevel === 'Error' || logLevel === 'Fatal' ? log.error : log.info
      write(String(sentence), typeof fields === 'object' && fields !== null ? { ...fields } : {})
    }),
  ])
