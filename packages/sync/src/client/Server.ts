import { type Context, Effect, Layer, type Scope, Semaphore } from 'effect'
import { Offline, type SyncError } from '../protocol/SyncError.ts'
import type { ServerServices } from './Engine.ts'

const noServer = new Offline({ detail: 'This app was started without a server.' })

/** A server built when first asked for, and again after it could not be built; it ends with the scope. */
export const lazyServer = (
  layer: Layer.Layer<ServerServices, SyncError> | null,
  scope: Scope.Scope,
): Effect.Effect<Context.Context<ServerServices>, SyncError> => {
  if (layer === null) return Effect.fail(noServer)
  const turn = Semaphore.makeUnsafe(1)
  let built: Context.Context<ServerServices> | null = null
  const build = Effect.suspend(() =>
    built !== null
      ? Effect.succeed(built)
      : Effect.tap(Layer.buildWithScope(layer, scope), (context) =>
          Effect.sync(() => {
            built = context
          }),
        ),
  )
  return Semaphore.withPermit(turn, build)
}
