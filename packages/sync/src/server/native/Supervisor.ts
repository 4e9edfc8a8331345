import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresAddress } from '../database/Database.postgres.ts'
import type { Log } from '../main/Log.ts'
import { databaseName, ensureCluster, superuser } from './Cluster.ts'
import { nativePackage } from './NativePackage.ts'
import { clearOrphans } from './Orphans.ts'
import { placeBinaries, placeCluster } from './Placement.ts'
import { PostmasterFailed, startPostmaster } from './Postmaster.ts'
import type { Postmaster, PostmasterPlan } from './Postmaster.ts'
import { runAs } from './RunAs.ts'
import { makeSocketDir, removeSocketDir } from './SocketDir.ts'

const port = 5432
const startAttempts = 8
const shortestPause = 100
const longestPause = 5_000
const longestLog = 10_000_000

/** Our own PostgreSQL server, kept running until it is closed. */
export interface NativeServer {
  readonly address: Extract<PostgresAddress, { socketDir: string }>
  /** Process id of the running server; null while it is being restarted. */
  pid(): number | null
  close(): Promise<void>
}

/** Starts PostgreSQL on the data directory, whose lock the caller holds, and starts it again whenever it dies. */
export const superviseNative = async (options: {
  readonly dataDir: string
  readonly log: Log
}): Promise<NativeServer> => {
  const { dataDir, log } = options
  const user = runAs()
  const home = placeBinaries(nativePackage(), user)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const directory = placeCluster(dataDir, user)
  await ensureCluster({ home, directory, user })
  const logFile = join(dataDir, 'postgres.log')
  rotate(logFile)
  const socketDir = makeSocketDir(user)
  const plan: PostmasterPlan = { home, directory, socketDir, port, user, logFile }

  let current: Postmaster | null = null
  const closing = new AbortController()
  let following: Promise<void> = Promise.resolve()

  const follow = async (started: Postmaster) => {
    await started.ended
    current = null
    for (
      let pause = shortestPause;
      !closing.signal.aborted;
      pause = Math.min(pause * 2, longestPause)
    ) {
      log.error('PostgreSQL ended unexpectedly; starting it again.', { pid: started.pid })
      try {
        const next = await start(plan, log)
        current = next
        if (closing.signal.aborted) await next.stop()
        else following = follow(next)
        return
      } catch (cause) {
        log.error('PostgreSQL could not be started again.', { cause })
        await sleep(pause)
      }
    }
  }
  try {
    const first = await start(plan, log)
    current = first
    following = follow(first)
  } catch (cause) {
    removeSocketDir(socketDir)
    throw cause
  }
  return {
    address: { socketDir, port, user: superuser, database: databaseName },
    pid: () => current?.pid ?? null,
    close: async () => {
      closing.abort()
      await current?.stop()
      await following
      removeSocketDir(socketDir)
    },
  }
}

/** One successful start. What a dying predecessor still holds (its shared memory, its lock file) is waited for. */
const start = async (plan: PostmasterPlan, log: Log): Promise<Postmaster> => {
  for (let attempt = 1; ; attempt += 1) {
    if (await clearOrphans(plan.directory, plan.socketDir))
      log.info('A PostgreSQL server of an earlier backend was still there; it is shut down now.')
    try {
      return await startPostmaster(plan)
    } catch (cause) {
      const held =
        cause instanceof PostmasterFailed &&
        /pre-existing shared memory|already exists/.test(cause.message)
      if (!held || attempt === startAttempts) throw cause
      await sleep(shortestPause * attempt)
    }
  }
}

const rotate = (logFile: string) => {
  if (existsSync(logFile) && statSync(logFile).size > longestLog)
    renameSync(logFile, `${logFile}.old`)
}
