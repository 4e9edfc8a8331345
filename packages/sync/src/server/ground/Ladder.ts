import { join } from 'node:path'
import { openPglite } from '../database/Database.pglite.ts'
import { openPostgres } from '../database/Database.postgres.ts'
import { SessionMutex } from '../database/SessionMutex.ts'
import type { Log } from '../main/Log.ts'
import { NativeUnavailable } from '../native/NativePackage.ts'
import { NoUnprivilegedUser } from '../native/RunAs.ts'
import { superviseNative } from '../native/Supervisor.ts'
import { rememberKind, rememberedKind } from './DataKind.ts'
import type { LocalKind } from './DataKind.ts'
import type { Ground, GroundWish } from './Ground.ts'
import { openPgliteFile } from './PgliteFile.ts'

/** The data directory holds the work in another database than the one asked for. */
export class OtherDatabaseHoldsWork extends Error {
  override readonly name = 'OtherDatabaseHoldsWork'
  constructor(dataDir: string, holds: LocalKind, wanted: LocalKind) {
    super(
      `${dataDir} holds its work in ${holds}, not in ${wanted}. ` +
        `Start without COLDOPEN_DATABASE, or choose another directory with --data.`,
    )
  }
}

/**
 * Opens the first database of the ladder that this machine can have: the server `DATABASE_URL` names, native
 * PostgreSQL, PGlite. A directory that holds work stays with the database that holds it. The caller holds its lock.
 */
export const openGround = async (
  options: { readonly dataDir: string; readonly log: Log } & GroundWish,
): Promise<Ground> => {
  const { dataDir, databaseUrl, kind } = options
  if (databaseUrl !== undefined) return overUrl(databaseUrl)
  const holds = rememberedKind(dataDir)
  if (holds !== null && kind !== undefined && holds !== kind)
    throw new OtherDatabaseHoldsWork(dataDir, holds, kind)
  const wanted = kind ?? holds
  const why =
    kind === undefined ? 'it holds the work of this directory' : 'COLDOPEN_DATABASE asks for it'
  const ground =
    wanted === null ? await nativeOr(overNative, options) : await rungs[wanted](options, why)
  rememberKind(dataDir, ground.database.kind === 'pglite' ? 'pglite' : 'native')
  return ground
}

interface Rung {
  readonly dataDir: string
  readonly log: Log
}

/** Native PostgreSQL, or PGlite where this machine cannot have it. Any other fault is one, not a reason to change. */
export const nativeOr = async (
  openNative: (options: Rung, why: string) => Promise<Ground>,
  options: Rung,
): Promise<Ground> => {
  try {
    return await openNative(options, 'it runs here without an account or Docker')
  } catch (cause) {
    if (!(cause instanceof NativeUnavailable || cause instanceof NoUnprivilegedUser)) throw cause
    return overPglite(options, `native PostgreSQL cannot run here: ${cause.message}`)
  }
}

const overUrl = async (url: string): Promise<Ground> => {
  const address = { url }
  const database = await openPostgres({ kind: 'url', address })
  return {
    database,
    lite: { address },
    reason: `PostgreSQL ${database.version} at DATABASE_URL, because it is set`,
    close: () => database.close(),
  }
}

const overNative = async ({ dataDir, log }: Rung, why: string): Promise<Ground> => {
  const server = await superviseNative({ dataDir, log })
  try {
    const database = await openPostgres({ kind: 'native', address: server.address })
    return {
      database,
      lite: { address: server.address },
      reason: `PostgreSQL ${database.version}, started here, because ${why}`,
      close: async () => {
        await database.close()
        await server.close()
      },
    }
  } catch (cause) {
    await server.close()
    throw cause
  }
}

const overPglite = async ({ dataDir }: Rung, why: string): Promise<Ground> => {
  const pg = await openPgliteFile(join(dataDir, 'pglite'))
  const mutex = new SessionMutex()
  const database = await openPglite(pg, mutex)
  return {
    database,
    lite: { pg, mutex },
    reason:
      `PGlite (PostgreSQL ${database.version} inside this process), because ${why}. ` +
      'It survives a killed process, but not a power cut',
    close: () => database.close(),
  }
}

const rungs = { native: overNative, pglite: overPglite }
