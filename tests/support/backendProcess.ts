import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The command line's entry, run as it is run for people. */
const entry = fileURLToPath(new URL('../../packages/sync/src/server/cli/main.ts', import.meta.url))

/** A backend in a process of its own, to be killed. */
export interface BackendProcess {
  readonly url: string
  readonly publishableKey: string
  readonly secretKey: string
  readonly pid: number
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>
  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null>
}

/** What a command said and how it ended. */
export interface CommandResult {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const start = (args: readonly string[], env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  })

/** Runs `coldopen …` to its end. */
export const coldopen = async (
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandResult> => {
  const child = start(args, env)
  const text = { out: '', err: '' }
  child.stdout?.on('data', (chunk: Buffer) => (text.out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (text.err += chunk.toString()))
  await once(child, 'close')
  return { code: child.exitCode, ...text }
}

/** Starts `coldopen start` and resolves when it says it is ready; rejects with what it said when it ends before. */
export const startBackendProcess = async (
  dataDir: string,
  options: { readonly port?: number; readonly database?: 'native' | 'pglite' } = {},
): Promise<BackendProcess> => {
  const env = { COLDOPEN_DATABASE: options.database ?? 'native', DATABASE_URL: '' }
  const child = start(['start', '--data', dataDir, '--port', String(options.port ?? 0)], env)
  const said: string[] = []
  const closed = once(child, 'close')
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      said.push(line)
      if (line.startsWith('Coldopen is ready')) resolve()
    })
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    void closed.then(() => reject(new Error(`The backend ended early:\n${said.join('\n')}`)))
  })
  const file = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as BackendProcess
  return {
    url: file.url,
    publishableKey: file.publishableKey,
    secretKey: file.secretKey,
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill('SIGKILL')
      await closed
    },
    stop: async () => {
      child.kill('SIGTERM')
      await closed
      return child.exitCode
    },
  }
}
