import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/**
 * When a process started, as text that two processes with the same (recycled) pid do not share; null when there is
 * no such process, or only its zombie. Linux: boot id and start tick of `/proc`; elsewhere `ps -o lstart`.
 */
export const startOf = (pid: number): string | null =>
  process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)

const startOnLinux = (pid: number): string | null => {
  const stat = readOrNull(`/proc/${pid}/stat`)
  if (stat === null) return null
  // The command in parentheses may hold spaces; state is field 3, start time field 22 (proc_pid_stat(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  const boot = readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
  return `${boot}:${fields[19]}`
}

const startByPs = (pid: number): string | null => {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
    })
    return line.trim() === '' || line.trim().startsWith('Z')
      ? null
      : line.trim().replace(/^\S+\s+/, '')
  } catch (cause) {
    return isExit(cause) ? null : answersSignal(pid)
  }
}

/** Last resort where `ps` is missing: alive or not, without a start time. */
const answersSignal = (pid: number): string | null => {
  try {
    process.kill(pid, 0)
    return 'alive'
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM' ? 'alive' : null
  }
}

const isExit = (cause: unknown) =>
  cause instanceof Error && 'status' in cause && typeof cause.status === 'number'

/**
 * Pids of living processes that work in `directory`: a postmaster and its backends all have their data directory as
 * working directory. Empty where there is no `/proc`.
 */
export const processesIn = (directory: string): readonly number[] => {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid > 1 && workingDirectory(pid) === directory)
}

const workingDirectory = (pid: number): string | null => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    // Gone, a zombie, or another user's: not ours in any case.
    return null
  }
}

/** The command line of a process, or null. */
export const commandOf = (pid: number): string | null => {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    // `ps` exits 1 for a pid that does not exist.
    return null
  }
}

const readOrNull = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The process went away between two looks.
    return null
  }
}
