import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startOf } from './ProcessIdentity.ts'

/** Who holds a data directory. `start` tells a recycled pid from the process that took the lock. */
interface Holder {
  readonly pid: number
  readonly start: string
  readonly token: string
}

/** Another living process works on this data directory. */
export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse'
  readonly pid: number
  constructor(directory: string, pid: number) {
    super(
      `The data directory ${directory} is in use by process ${pid}. ` +
        'Stop that backend, or choose another directory with --data.',
    )
    this.pid = pid
  }
}

export interface DataLock {
  /** Throws when the lock file is no longer ours: call before anything that two holders must never do. */
  verify(): void
  release(): void
}

/** Takes the data directory for this process; takes over the lock of a process that is no more. */
export const lockData = (directory: string): DataLock => {
  const path = join(directory, 'lock')
  const mine: Holder = {
    pid: process.pid,
    start: startOf(process.pid) ?? '',
    token: randomUUID(),
  }
  const draft = `${path}.${mine.token}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600, flag: 'wx' })
  try {
    takeOver(directory, path, draft)
  } finally {
    rmSync(draft, { force: true })
  }
  const isMine = () => readHolder(path)?.token === mine.token
  return {
    verify: () => {
      if (!isMine()) throw new DataDirectoryInUse(directory, readHolder(path)?.pid ?? 0)
    },
    release: () => {
      if (isMine()) rmSync(path, { force: true })
    },
  }
}

/** `link` creates the lock with its whole content or fails, so no reader ever sees half of it. */
const takeOver = (directory: string, path: string, draft: string) => {
  for (;;) {
    try {
      linkSync(draft, path)
      return
    } catch (cause) {
      if (!hasCode(cause, 'EEXIST')) throw cause
    }
    const holder = readHolder(path)
    if (holder !== null && isAlive(holder)) throw new DataDirectoryInUse(directory, holder.pid)
    setAside(path, holder)
  }
}

/** Moves a dead holder's lock away. Two that try at once: only one finds the dead one, the other puts back what it took. */
const setAside = (path: string, dead: Holder | null) => {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return
    throw cause
  }
  try {
    if (readHolder(aside)?.token !== dead?.token) linkSync(aside, path)
  } finally {
    rmSync(aside, { force: true })
  }
}

const isAlive = (holder: Holder) => {
  const start = startOf(holder.pid)
  return start !== null && start === holder.start
}

/** Who holds the lock now, dead or alive; null when there is no lock, or an unreadable one. */
const readHolder = (path: string): Holder | null => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return null
    throw cause
  }
  try {
    const value = JSON.parse(text) as Partial<Holder>
    const { pid, start, token } = value
    if (typeof pid !== 'number' || typeof start !== 'string' || typeof token !== 'string')
      return null
    return { pid, start, token }
  } catch {
    // Not ours, or damaged: nobody alive stands behind it.
    return null
  }
}

/** The pid of the living process that holds the data directory, or null. For `doctor`. */
export const holderOf = (directory: string): number | null => {
  const holder = readHolder(join(directory, 'lock'))
  return holder !== null && isAlive(holder) ? holder.pid : null
}

const hasCode = (cause: unknown, code: string) =>
  cause instanceof Error && 'code' in cause && cause.code === code
