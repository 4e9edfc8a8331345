import { Context, Effect, Exit, type Layer, Schedule, Scope } from 'effect'
import { deviceNames } from '../identity/DeviceNames.ts'
import type { Ids } from '../identity/Ids.ts'
import { savedAccount } from '../identity/SavedAccount.ts'
import { EventLog } from '../log/EventLog.ts'
import { followDevice } from '../observability/DeviceState.ts'
import { followHealth } from '../observability/EngineHealth.ts'
import { noTelemetry, type Telemetry } from '../observability/Telemetry.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import { Doorbell } from '../realtime/Doorbell.ts'
import { Presence } from '../realtime/Presence.ts'
import { Background } from '../session/Background.ts'
import { Connection } from '../session/Connection.ts'
import { DocumentPool } from '../session/DocumentPool.ts'
import { DocumentStates } from '../session/DocumentStates.ts'
import type { EngineConfig } from '../session/EngineConfig.ts'
import type { OpenDocument } from '../session/OpenDocument.ts'
import { readUnsent } from '../session/RestingState.ts'
import type { Rim } from '../session/Rim.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { DocumentBook } from '../store/DocumentBook.ts'
import type { TabsShape } from '../tabs/Tabs.ts'
import { LocalStore } from '../store/LocalStore.ts'
import { makeCell } from './Cell.ts'
import type { Account, ColdopenClient } from './Client.ts'
import type { Engine, ServerServices } from './Engine.ts'
import { makeDocuments } from './makeDocuments.ts'
import { makeIdentity } from './makeIdentity.ts'
import { makeLibrary } from './makeLibrary.ts'
import { makeMembers } from './makeMembers.ts'
import { makeNetwork } from './makeNetwork.ts'
import { heedEmptied } from './heedEmptied.ts'
import { heedRim } from './heedRim.ts'
import { listStrays } from './ListStrays.ts'
import { lazyServer } from './Server.ts'

export interface EngineOptions {
  /** How the server is reached; null: this engine works for itself alone. */
  readonly server: Layer.Layer<ServerServices, SyncError> | null
  /** False: broadcast is off, the log is polled. */
  readonly doorbell: boolean
  readonly ids: Ids
  readonly rim: Rim
  readonly tabs: TabsShape
  readonly config: EngineConfig
  /** Where the engine says how it fares; nowhere unless given. */
  readonly telemetry?: Telemetry
}

/**
 * An engine over the ports in its context: store, clock and randomness; the server comes when it is needed. The
 * product and the simulator run this same function.
 */
export const makeEngine = Effect.fnUntraced(function* (
  options: EngineOptions,
): Effect.fn.Return<ColdopenClient, DeviceCannotSave, LocalStore | Scope.Scope> {
  const store = yield* LocalStore
  const context = yield* Effect.context<never>()
  const scope = yield* Scope.fork(yield* Effect.scope)
  const book = yield* DocumentBook.load(store)
  const states = new DocumentStates(book, yield* readUnsent(store))
  const { device, wrote } = followDevice({
    states,
    projectOf: (document) => book.get(document)?.project,
  })
  const parts = {
    store,
    ids: options.ids,
    config: options.config,
    tabs: options.tabs,
    context,
    wrote,
  }
  const deviceOf = deviceNames(store, options.ids)
  const account = makeCell<Account | null>(yield* savedAccount(store))
  const network = makeNetwork(options.server !== null)
  const telemetry = options.telemetry ?? noTelemetry
  const { health, measured } = followHealth({ states, network: network.status, telemetry })
  const openings = new Set<(document: string, open: OpenDocument) => void>()
  const pool = new DocumentPool(parts, book, states, {
    called: network.called,
    opened: (document, open) => openings.forEach((tell) => tell(document, open)),
  })
  yield* Scope.addFinalizer(scope, pool.close)
  const background = new Background(parts, book, states, pool)
  const connection = new Connection(pool, background)
  const server = lazyServer(options.server, scope)
  const connect = Effect.gen(function* () {
    const services = yield* server
    const entered = account.get()
    if (entered === null) return
    yield* connection.up({
      account: entered.id,
      device: yield* deviceOf(entered.id),
      log: measured(Context.get(services, EventLog)),
      doorbell: options.doorbell ? Context.get(services, Doorbell) : null,
      presence: options.doorbell ? Context.get(services, Presence) : null,
    })
  })
  const engine: Engine = {
    parts,
    book,
    states,
    pool,
    account,
    network,
    server,
    connect,
    disconnect: connection.down,
    onOpened: (listener) => void openings.add(listener),
    run: (effect) => Effect.runPromiseWith(context)(effect),
  }
  const library = yield* makeLibrary(engine)
  const strays = listStrays(engine, library.projects.get()).pipe(
    Effect.catch((error) =>
      Effect.logWarning('Documents without a project stay unlisted until the next start.', error),
    ),
  )
  yield* Effect.forkIn(strays, scope)
  yield* Scope.provide(background.run, scope)
  yield* Scope.provide(heedEmptied(engine), scope)
  yield* Scope.provide(heedRim(options.rim, pool, background, network), scope)
  if (options.server !== null && account.get() !== null) {
    const again = Schedule.spaced(options.config.poll.without)
    yield* Effect.forkIn(Effect.ignore(Effect.retry(connect, again)), scope)
  }
  let closing: Promise<void> | null = null
  return {
    identity: makeIdentity(engine),
    library,
    documents: makeDocuments(engine),
    members: makeMembers(engine),
    network: network.status,
    health,
    device,
    close: () => (closing ??= engine.run(Scope.close(scope, Exit.void))),
  }
})
