import { readdirSync, readFileSync } from 'node:fs'

/** One process as Linux tells it: its parent, and the CPU seconds it has used. */
interface Process {
  readonly parent: number
  readonly seconds: number
}

/** Clock ticks a second in /proc (proc(5), `sysconf(_SC_CLK_TCK)`): 100 on every platform Node runs on. */
const ticks = 100

/** Fields 4, 14 and 15 of proc(5) `stat`: parent, user and system time. A process that just ended has none. */
const read = (pid: string): Process | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / ticks }
  } catch {
    return null
  }
}

/** CPU seconds this process and everything it started, and is alive, has used so far; NaN where there is no /proc. */
export const cpuSeconds = (): number => {
  if (process.platform !== 'linux') return Number.NaN
  const all = new Map<number, Process>()
  for (const name of readdirSync('/proc')) {
    const one = /^\d+$/.test(name) ? read(name) : null
    if (one !== null) all.set(Number(name), one)
  }
  const ours = (pid: number): boolean => {
    for (let next = pid; next > 0; next = all.get(next)?.parent ?? 0)
      if (next === process.pid) return true
    return false
  }
  return [...all].reduce((sum, [pid, { seconds }]) => (ours(pid) ? sum + seconds : sum), 0)
}
