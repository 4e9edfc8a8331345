import { Effect, Exit, Layer, Scope } from 'effect'
import type { Ids } from '../identity/Ids.ts'
import { randomIds } from '../identity/Ids.random.ts'
import { noTelemetry, type Telemetry } from '../observability/Telemetry.ts'
import { protocolVersion } from '../protocol/Limits.ts'
import { defaultConfig, type EngineConfig } from '../session/EngineConfig.ts'
import { quietRim } from '../session/Rim.ts'
import { browserRim } from '../session/Rim.browser.ts'
import { LocalStore } from '../store/LocalStore.ts'
import { indexedDbStore, memoryStore, type StoreChoice } from '../store/StoreChoice.ts'
import type { ServerAddress, TransportOptions } from '../supabase/SupabaseClient.ts'
import { layerSupabase } from '../supabase/SupabaseServer.ts'
import type { ColdopenClient } from './Client.ts'
import { makeEngine } from './makeEngine.ts'

export interface ClientOptions {
  /** The server's address and publishable key; null: this device alone. */
  readonly server: ServerAddress | null
  /** Where the local copy lives. Default: IndexedDB in a browser, memory elsewhere. */
  readonly store?: StoreChoice
  readonly ids?: Ids
  /** Times of the engine, in milliseconds. */
  readonly flush?: Partial<EngineConfig['flush']>
  readonly retry?: Partial<EngineConfig['retry']>
  readonly poll?: Partial<EngineConfig['poll']>
  /** False: no broadcast at all; the log is polled. */
  readonly doorbell?: boolean
  readonly transport?: TransportOptions
  /** A collector for the engine's measurements (OTLP over HTTP). Default: nothing is measured and nothing sent. */
  readonly telemetry?: { readonly endpoint: string; readonly everyMs?: number }
}

const inBrowser = typeof document !== 'undefined'

/** Loaded only by who asks for it; it ends with the scope, the last measurements sent. */
const telemetryOf = async (
  { telemetry }: ClientOptions,
  scope: Scope.Scope,
): Promise<Telemetry> => {
  if (telemetry === undefined) return noTelemetry
  const { otlpTelemetry } = await import('../observability/Telemetry.otlp.ts')
  const version = String(protocolVersion)
  const started = await otlpTelemetry({ service: 'coldopen-client', version, ...telemetry })
  Effect.runSync(
    Scope.addFinalizer(
      scope,
      Effect.promise(() => started.close()),
    ),
  )
  return started
}

const configOf = ({ flush, retry, poll }: ClientOptions): EngineConfig => ({
  ...defaultConfig,
  flush: { ...defaultConfig.flush, ...flush },
  retry: { ...defaultConfig.retry, ...retry },
  poll: { ...defaultConfig.poll, ...poll },
})

/** Opens the engine on this device's copy. It answers from the copy at once and reaches for the server by itself. */
export const openClient = async (options: ClientOptions): Promise<ColdopenClient> => {
  const scope = Effect.runSync(Scope.make())
  const telemetry = await telemetryOf(options, scope)
  const choice = options.store ?? (inBrowser ? indexedDbStore('coldopen') : memoryStore())
  const opening = Effect.gen(function* () {
    const context = yield* Layer.buildWithScope(choice.layer, scope)
    const store = yield* Effect.provideContext(LocalStore, context)
    return yield* makeEngine({
      server:
        options.server === null
          ? null
          : layerSupabase(options.server, store, options.transport ?? {}),
      doorbell: options.doorbell ?? true,
      ids: options.ids ?? randomIds,
      rim: inBrowser ? browserRim : quietRim,
      tabs: choice.tabs,
      config: configOf(options),
      telemetry,
    }).pipe(Effect.provideContext(context))
  }).pipe(
    Effect.provideService(Scope.Scope, scope),
    Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause))),
  )
  const client = await Effect.runPromise(opening)
  return {
    ...client,
    close: async () => {
      await client.close()
      await Effect.runPromise(Scope.close(scope, Exit.void))
    },
  }
}
