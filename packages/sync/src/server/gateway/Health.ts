import type { ProjectorStats } from '../../projector/ProjectorStats.ts'
import { protocolVersion } from '../../protocol/Limits.ts'
import type { Ground } from '../ground/Ground.ts'
import { json } from '../lite/Fetch.ts'
import type { Lite } from '../lite/Lite.ts'
import { appVersion } from '../main/AppVersion.ts'
import type { Keys } from '../main/Keys.ts'
import type { Realtime, RealtimeStats } from '../realtime/Realtime.ts'
import { logHealth } from './LogHealth.ts'
import type { LogHealth } from './LogHealth.ts'

/** The answer of `GET /health`. */
export interface Health {
  readonly ok: boolean
  readonly app: string
  readonly protocol: number
  readonly node: string
  readonly database: { readonly kind: string; readonly version: string; readonly reason: string }
  /** The newest migration applied. */
  readonly migration: string
  readonly realtime: RealtimeStats
  /** The projector of this process; null while it is starting or when it runs elsewhere. */
  readonly projector: ProjectorStats | null
  /** The log and how far the read models are behind it; null when the database does not answer. */
  readonly log: LogHealth | null
  readonly fault: string | null
}

/** What is asked for its health. */
export interface HealthSources {
  readonly keys: Keys
  readonly ground: Ground
  readonly lite: Lite & { readonly migration: string }
  readonly realtime: Realtime
  readonly projector: () => ProjectorStats | null
  /** Whether others than this machine can reach the port. */
  readonly open: boolean
}

/**
 * Strangers on the network learn only whether it works; on this machine everything but which documents there are; whoever
 * shows the secret key that too. 503 when the database does not answer.
 */
export const answerHealth = async (request: Request, sources: HealthSources): Promise<Response> => {
  const trusted = request.headers.get('apikey') === sources.keys.secretKey
  const full = await healthOf(sources, trusted)
  const told = trusted || !sources.open
  const body = told ? full : { ok: full.ok, protocol: full.protocol }
  return json(full.ok ? 200 : 503, body, { 'cache-control': 'no-store' })
}

const healthOf = async (sources: HealthSources, trusted: boolean): Promise<Health> => {
  const { ground, lite, realtime } = sources
  const { database } = ground
  const asked = await logHealth(database, trusted).then(
    (log) => ({ log, fault: null }),
    (cause: unknown) => ({
      log: null,
      fault: cause instanceof Error ? cause.message : String(cause),
    }),
  )
  return {
    ok: asked.fault === null,
    app: appVersion,
    protocol: protocolVersion,
    node: process.version,
    database: { kind: database.kind, version: database.version, reason: ground.reason },
    migration: lite.migration,
    realtime: realtime.stats(),
    projector: sources.projector(),
    ...asked,
  }
}
