import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a postmaster writes into `postmaster.pid` (PostgreSQL's `miscinit.h`, LOCK_FILE_LINE_*). */
export interface PostmasterFile {
  readonly pid: number
  readonly port: number
  readonly socketDir: string
  /** `starting`, `stopping`, `ready` or `standby`; empty until the postmaster has written it. */
  readonly status: string
}

/** Reads it; null when there is none, or the first line is not a pid. */
export const readPostmasterFile = (dataDir: string): PostmasterFile | null => {
  let text: string
  try {
    text = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  }
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return {
    pid,
    port: Number(lines[3] ?? ''),
    socketDir: lines[4] ?? '',
    status: lines[7] ?? '',
  }
}
