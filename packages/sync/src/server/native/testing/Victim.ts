import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A child process that prints lines and is killed without warning. */
export interface Victim {
  readonly pid: number
  /** Every line so far. */
  readonly lines: readonly string[]
  /** Resolves when a line came that fits; rejects when the process ends first, with what it said on stderr. */
  until(fits: (line: string) => boolean): Promise<string>
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>
}

/** Starts a script of this repository in a Node of its own. */
export const startVictim = (script: URL, args: readonly string[]): Victim => {
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const lines: string[] = []
  const errors: Buffer[] = []
  let ended = false
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  const gone = once(child, 'close').then(() => {
    ended = true
    reader.emit('line-or-end')
  })
  reader.on('line', () => reader.emit('line-or-end'))
  return {
    pid: child.pid ?? 0,
    lines,
    until: async (fits) => {
      for (let read = 0; ;) {
        const found = lines.slice(read).find(fits)
        if (found !== undefined) return found
        read = lines.length
        if (ended) throw new Error(`The process ended early: ${Buffer.concat(errors).toString()}`)
        await once(reader, 'line-or-end')
      }
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}
