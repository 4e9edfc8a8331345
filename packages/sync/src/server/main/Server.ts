import { Cause, Context, Effect, Exit, Layer, Scope } from 'effect'
import type { Database } from '../database/Database.ts'
import {
  dataDirectoryLayer,
  gatewayLayer,
  groundLayer,
  liteLayer,
  projectorLayer,
  projectorSlotLayer,
  realtimeLayer,
  rpcLayer,
  samplesLayer,
  telemetryLayer,
} from './Layers.ts'
import type { Keys } from './Keys.ts'
import { resolveOptions } from './Options.ts'
import type { ServerOptions } from './Options.ts'
import { DataDirectory, Gateway, Ground, Lite, ProjectorSlot, Settings } from './Services.ts'
import { removeServerFile, writeServerFile } from './ServerFile.ts'

/** A running backend. */
export interface Server extends Keys {
  readonly url: string
  readonly port: number
  /** The database it stands on; for tests and the command line of the same process. */
  readonly database: Database
  /** Which database and why, in one sentence. */
  readonly reason: string
  /** Migrations this start applied. */
  readonly applied: readonly string[]
  /** Resolves when the read models are up with the log. */
  projected(): Promise<void>
  /** Stops in order, port first, database last. May be called twice. */
  close(): Promise<void>
}

const serverLayer = Layer.mergeAll(projectorLayer, samplesLayer).pipe(
  Layer.provideMerge(gatewayLayer),
  Layer.provideMerge(rpcLayer),
  Layer.provideMerge(realtimeLayer),
  Layer.provideMerge(projectorSlotLayer),
  Layer.provideMerge(liteLayer),
  Layer.provideMerge(groundLayer),
  Layer.provideMerge(dataDirectoryLayer),
  Layer.provideMerge(telemetryLayer),
)

/** Starts the embedded backend. Rejects with `StartFailed` or `TlsUnusable`; whatever had started is stopped again. */
export const startServer = async (options: ServerOptions = {}): Promise<Server> => {
  const settings = resolveOptions(options)
  const scope = Scope.makeUnsafe()
  const end = (exit: Exit.Exit<unknown, unknown>) => Effect.runPromise(Scope.close(scope, exit))
  const built = await Effect.runPromiseExit(
    Layer.buildWithScope(serverLayer.pipe(Layer.provide(Layer.succeed(Settings, settings))), scope),
  )
  if (Exit.isFailure(built)) {
    await end(built)
    throw Cause.squash(built.cause)
  }
  const services = built.value
  const gateway = Context.get(services, Gateway)
  const ground = Context.get(services, Ground)
  const { keys } = Context.get(services, DataDirectory)
  writeServerFile(settings.dataDir, {
    ...keys,
    url: gateway.local,
    port: gateway.port,
    pid: process.pid,
  })
  let closed: Promise<void> | null = null
  return {
    ...keys,
    url: gateway.url,
    port: gateway.port,
    database: ground.database,
    reason: ground.reason,
    applied: Context.get(services, Lite).applied,
    projected: async () => Context.get(services, ProjectorSlot).running?.idle(),
    close: () => {
      closed ??= (async () => {
        removeServerFile(settings.dataDir)
        await end(Exit.void)
      })()
      return closed
    },
  }
}
