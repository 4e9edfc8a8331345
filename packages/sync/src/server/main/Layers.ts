import { migrations } from '@coldopen/migrations'
import { Effect, Layer } from 'effect'
import { mkdirSync } from 'node:fs'
import { noTelemetry } from '../../observability/Telemetry.ts'
import { bootstrap } from '../database/bootstrap/Bootstrap.ts'
import { observedDatabase } from '../database/ObservedDatabase.ts'
import { migrate } from '../database/Migrator.ts'
import { projectorName } from '../../projector/ProjectorName.ts'
import { startProjector } from '../../projector/startProjector.ts'
import { openGround } from '../ground/Ladder.ts'
import { startLite } from '../lite/Lite.ts'
import { connectLite } from '../lite/LiteConnection.ts'
import { lockData } from '../native/DataLock.ts'
import { createRealtime } from '../realtime/Realtime.ts'
import { isAppend } from '../rpc/Rings.ts'
import { observedRpc } from '../rpc/ObservedRpc.ts'
import { createRpc } from '../rpc/Rpc.ts'
import { appVersion } from './AppVersion.ts'
import { openPort } from './OpenPort.ts'
import { keysOf } from './Keys.ts'
import {
  DataDirectory,
  Gateway,
  Ground,
  Lite,
  ProjectorSlot,
  Realtime,
  Rpc,
  Settings,
  Telemetry,
} from './Services.ts'
import { startSamples } from './Samples.ts'
import { ProjectorSlot as Slot } from './ProjectorSlot.ts'
import { StartFailed } from './StartFailed.ts'
import { tokenVerifier } from './TokenVerifier.ts'

const attempt = <A>(step: string, run: () => Promise<A>) =>
  Effect.tryPromise({ try: run, catch: (cause) => new StartFailed({ step, cause }) })

/** Something that was started and is closed, waited for, when the backend stops. */
const running = <A extends { close(): Promise<void> }>(step: string, start: () => Promise<A>) =>
  Effect.acquireRelease(attempt(step, start), (started) => Effect.promise(() => started.close()))

export const dataDirectoryLayer = Layer.effect(
  DataDirectory,
  Effect.gen(function* () {
    const { dataDir } = yield* Settings
    const step = 'The data directory cannot be used'
    const lock = yield* Effect.acquireRelease(
      attempt(step, async () => {
        mkdirSync(dataDir, { recursive: true, mode: 0o700 })
        return lockData(dataDir)
      }),
      (held) => Effect.sync(() => held.release()),
    )
    const keys = yield* attempt(step, () => keysOf(dataDir))
    return { lock, keys, verifyToken: tokenVerifier(keys.jwtSecret) }
  }),
)

export const telemetryLayer = Layer.effect(
  Telemetry,
  Effect.gen(function* () {
    const { telemetry } = yield* Settings
    if (telemetry === undefined) return noTelemetry
    const { otlpTelemetry } = yield* Effect.promise(
      () => import('../../observability/Telemetry.otlp.ts'),
    )
    const named = { service: 'coldopen', version: appVersion, ...telemetry }
    return yield* running('Telemetry cannot be started', () => otlpTelemetry(named))
  }),
)

/** Looks at the services that only say where they stand, until the backend stops. */
export const samplesLayer = Layer.effectDiscard(
  Effect.gen(function* () {
    const telemetry = yield* Telemetry
    if (!telemetry.on) return
    const { telemetry: target } = yield* Settings
    const realtime = yield* Realtime
    const slot = yield* ProjectorSlot
    const sources = {
      realtime: () => realtime.stats(),
      projector: () => slot.running?.stats() ?? null,
    }
    yield* Effect.acquireRelease(
      Effect.sync(() => startSamples(telemetry, sources, target?.everyMs ?? 10_000)),
      (samples) => Effect.sync(() => samples.stop()),
    )
  }),
)

export const groundLayer = Layer.effect(
  Ground,
  Effect.gen(function* () {
    const { dataDir, log, databaseUrl, database } = yield* Settings
    const { lock } = yield* DataDirectory
    const telemetry = yield* Telemetry
    return yield* running('The database cannot be started', async () => {
      lock.verify()
      const ground = await openGround({ dataDir, log, databaseUrl, kind: database })
      return { ...ground, database: observedDatabase(ground.database, telemetry) }
    })
  }),
)

export const liteLayer = Layer.effect(
  Lite,
  Effect.gen(function* () {
    const { log, open, host, port, tls } = yield* Settings
    const { keys } = yield* DataDirectory
    const ground = yield* Ground
    const { database } = ground
    const lite = yield* running('Supabase Lite cannot be started', () =>
      startLite({
        connection: connectLite(ground.lite),
        database,
        keys,
        siteUrl: `${tls === null ? 'http' : 'https'}://${host}${port === null || port === 0 ? '' : `:${port}`}`,
        anonymous: !open,
        log,
      }),
    )
    const migrated = yield* attempt('The database cannot be migrated', async () => {
      await bootstrap(database)
      const done = await migrate(database, migrations)
      await lite.forgetSchema()
      return done
    })
    return { ...lite, migration: migrated.version, applied: migrated.applied }
  }),
)

export const realtimeLayer = Layer.effect(
  Realtime,
  Effect.gen(function* () {
    const { log } = yield* Settings
    const { keys, verifyToken } = yield* DataDirectory
    const { database } = yield* Ground
    yield* Lite
    return yield* running('The realtime socket cannot be started', () =>
      createRealtime({
        database,
        verifyToken,
        keys: { publishable: keys.publishableKey, secret: keys.secretKey },
        log,
      }),
    )
  }),
)

export const rpcLayer = Layer.effect(
  Rpc,
  Effect.gen(function* () {
    const { log } = yield* Settings
    const { keys, verifyToken } = yield* DataDirectory
    const { database } = yield* Ground
    const realtime = yield* Realtime
    const slot = yield* ProjectorSlot
    const telemetry = yield* Telemetry
    const rpc = createRpc({
      database,
      keys,
      verifyToken,
      log,
      rings: (rings) => {
        realtime.deliver(rings)
        if (rings.some(isAppend)) slot.wake()
      },
    })
    return observedRpc(rpc, telemetry)
  }),
)

export const projectorSlotLayer = Layer.sync(ProjectorSlot, () => new Slot())

export const gatewayLayer = Layer.effect(
  Gateway,
  Effect.gen(function* () {
    const settings = yield* Settings
    const { keys } = yield* DataDirectory
    const ground = yield* Ground
    const lite = yield* Lite
    const realtime = yield* Realtime
    const rpc = yield* Rpc
    const slot = yield* ProjectorSlot
    const projector = () => slot.running?.stats() ?? null
    return yield* running('The port cannot be opened', async () => {
      const gateway = await openPort({ settings, keys, ground, lite, realtime, rpc, projector })
      // The port is closed only when its last socket is: they end together.
      const close = async () => void (await Promise.all([gateway.close(), realtime.close()]))
      return { ...gateway, close }
    })
  }),
)

export const projectorLayer = Layer.effectDiscard(
  Effect.gen(function* () {
    const { log, projector: wanted, telemetry } = yield* Settings
    if (!wanted) return
    const { keys } = yield* DataDirectory
    const { local } = yield* Gateway
    const slot = yield* ProjectorSlot
    const projector = yield* running('The projector cannot be started', () =>
      startProjector({
        url: local,
        secretKey: keys.secretKey,
        log,
        id: projectorName(keys.secretKey),
        telemetry: telemetry && {
          service: 'coldopen-projector',
          version: appVersion,
          ...telemetry,
        },
      }),
    )
    slot.fill(projector)
    yield* Effect.addFinalizer(() => Effect.sync(() => slot.empty()))
  }),
)
