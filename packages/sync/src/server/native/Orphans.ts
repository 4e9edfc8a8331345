import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readPostmasterFile } from './PostmasterFile.ts'
import { commandOf, processesIn, startOf } from './ProcessIdentity.ts'
import { removeSocketDir } from './SocketDir.ts'

/** PostgreSQL processes of a killed backend would not end. */
export class OrphanWillNotEnd extends Error {
  override readonly name = 'OrphanWillNotEnd'
  constructor(dataDir: string, pids: readonly number[]) {
    super(
      `PostgreSQL processes ${pids.join(', ')} still work in ${dataDir} after a minute. ` +
        'End them by hand, then start again.',
    )
  }
}

/** Ask (fast shutdown), insist (immediate shutdown), end. Seconds after which each begins. */
const steps = [
  { after: 0, signal: 'SIGINT' },
  { after: 20, signal: 'SIGQUIT' },
  { after: 40, signal: 'SIGKILL' },
] as const
const patience = 60
const lookEvery = 25

/**
 * Makes sure that nothing works in a data directory and that no stale `postmaster.pid` bars it. A postmaster that
 * outlived its backend is shut down, orphaned server processes are waited for, and only then the file goes.
 * The caller holds the data lock; `socketDir` is the one it goes on using. Resolves true when there was something to clear.
 */
export const clearOrphans = async (dataDir: string, socketDir: string): Promise<boolean> => {
  const file = readPostmasterFile(dataDir)
  const first = living(dataDir)
  let done = 0
  for (let waited = 0; ; waited += lookEvery) {
    const pids = living(dataDir)
    if (pids.length === 0) break
    if (waited > patience * 1000) throw new OrphanWillNotEnd(dataDir, pids)
    const step = steps[done]
    if (step !== undefined && waited >= step.after * 1000) {
      done += 1
      const master = file !== null && pids.includes(file.pid) ? [file.pid] : pids
      for (const pid of step.signal === 'SIGKILL' ? pids : master) signal(pid, step.signal)
    }
    await sleep(lookEvery)
  }
  if (file !== null) {
    rmSync(join(dataDir, 'postmaster.pid'), { force: true })
    if (file.socketDir !== socketDir) removeSocketDir(file.socketDir)
  }
  return file !== null || first.length > 0
}

/** Living processes of this data directory: all of them on Linux, elsewhere the postmaster the file names. */
const living = (dataDir: string): readonly number[] => {
  const found = processesIn(dataDir)
  if (process.platform === 'linux') return found
  const pid = readPostmasterFile(dataDir)?.pid
  if (pid === undefined || startOf(pid) === null) return []
  return commandOf(pid)?.includes(dataDir) === true ? [pid] : []
}

const signal = (pid: number, name: NodeJS.Signals) => {
  try {
    process.kill(pid, name)
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')) throw cause
  }
}
