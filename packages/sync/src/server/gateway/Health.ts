import { readFileSync } from 'node:fs'
import type { ProjectorStats } from '../../projector/ProjectorStats.ts'
import { protocolVersion } from '../../protocol/Limits.ts'
import type { Ground } from '../ground/Ground.ts'
import type { Lite } from '../lite/Lite.ts'
import type { Realtime, RealtimeStats } from '../realtime/Realtime.ts'

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
  /** The projector of this process; null while it is starting. */
  readonly projector: ProjectorStats | null
  /** What `server_health` says of the log and the projector; null when the database does not answer. */
  readonly log: unknown
  readonly fault: string | null
}

const { version } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as { version: string }

/** The state of the backend, asked of the database now. */
export const healthOf = async (backends: {
  readonly ground: Ground
  readonly lite: Lite & { readonly migration: string }
  readonly realtime: Realtime
  readonly projector: () => ProjectorStats | null
}): Promise<Health> => {
  const { ground, lite, realtime } = backends
  const { database } = ground
  const asked = await database.query<{ log: unknown }>('select public.server_health() as log').then(
    ([row]) => ({ log: row?.log ?? null, fault: null }),
    (cause: unknown) => ({
      log: null,
      fault: cause instanceof Error ? cause.message : String(cause),
    }),
  )
  return {
    ok: asked.fault === null,
    app: version,
    protocol: protocolVersion,
    node: process.version,
    database: { kind: database.kind, version: database.version, reason: ground.reason },
    migration: lite.migration,
    realtime: realtime.stats(),
    projector: backends.projector(),
    ...asked,
  }
}
