import { Context } from 'effect'
import type { Telemetry as TelemetryShape } from '../../observability/Telemetry.ts'
import type { Ground as GroundShape } from '../ground/Ground.ts'
import type { Lite as LiteShape } from '../lite/Lite.ts'
import type { DataLock } from '../native/DataLock.ts'
import type { Realtime as RealtimeShape } from '../realtime/Realtime.ts'
import type { Rpc as RpcShape } from '../rpc/Rpc.ts'
import type { Keys } from './Keys.ts'
import type { OwnGateway } from './OpenPort.ts'
import type { Settings as SettingsShape } from './Options.ts'
import type { ProjectorSlot as ProjectorSlotShape } from './ProjectorSlot.ts'
import type { VerifyToken } from './TokenVerifier.ts'

const room = '@coldopen/sync/server/main'

/** How this backend was asked to start. */
export class Settings extends Context.Service<Settings, SettingsShape>()(`${room}/Settings`) {}

/** Where this backend says how it fares. */
export class Telemetry extends Context.Service<Telemetry, TelemetryShape>()(`${room}/Telemetry`) {}

/** The data directory, locked for this process, with its keys. */
export class DataDirectory extends Context.Service<
  DataDirectory,
  { readonly lock: DataLock; readonly keys: Keys; readonly verifyToken: VerifyToken }
>()(`${room}/DataDirectory`) {}

/** The running database. */
export class Ground extends Context.Service<Ground, GroundShape>()(`${room}/Ground`) {}

/** Auth and table REST over a database that has every migration. */
export class Lite extends Context.Service<
  Lite,
  LiteShape & { readonly migration: string; readonly applied: readonly string[] }
>()(`${room}/Lite`) {}

/** The realtime socket. */
export class Realtime extends Context.Service<Realtime, RealtimeShape>()(`${room}/Realtime`) {}

/** The handler of SQL functions. */
export class Rpc extends Context.Service<Rpc, RpcShape>()(`${room}/Rpc`) {}

/** The open port. */
export class Gateway extends Context.Service<Gateway, OwnGateway>()(`${room}/Gateway`) {}

/** The projector, once it runs. */
export class ProjectorSlot extends Context.Service<ProjectorSlot, ProjectorSlotShape>()(
  `${room}/ProjectorSlot`,
) {}
