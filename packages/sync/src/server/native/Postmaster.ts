import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanEnvironment } from './Cluster.ts'
import { readPostmasterFile } from './PostmasterFile.ts'
import type { UserIds } from './RunAs.ts'

/** PostgreSQL ended before it was ready; the message holds the end of its log. */
export class PostmasterFailed extends Error {
  override readonly name = 'PostmasterFailed'
}

/** Everything one start of PostgreSQL needs. */
export interface PostmasterPlan {
  readonly home: string
  readonly directory: string
  readonly socketDir: string
  readonly port: number
  readonly user: UserIds | null
  readonly logFile: string
}

export interface Postmaster {
  readonly pid: number
  /** Resolves when the process has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Fast shutdown: sessions are cut, committed work is written out. Resolves when the process has ended. */
  stop(): Promise<void>
}

const readyEvery = 10

/** Starts PostgreSQL on its unix socket and resolves when it takes connections (crash recovery included). */
export const startPostmaster = async (plan: PostmasterPlan): Promise<Postmaster> => {
  const log = openSync(plan.logFile, 'a', 0o600)
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${plan.socketDir}`,
    'unix_socket_permissions=0700',
    `port=${plan.port}`,
    'max_connections=60',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_min_messages=warning',
    'log_min_error_statement=panic',
  ]
  const child = spawn(
    join(plan.home, 'bin', 'postgres'),
    ['-D', plan.directory, ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...plan.user,
      cwd: '/',
      env: cleanEnvironment,
      stdio: ['ignore', log, log],
      // In a session of its own: Ctrl-C in the terminal is for us, and we shut PostgreSQL down last.
      detached: true,
    },
  )
  closeSync(log)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  child.unref()
  const { pid } = child
  if (pid === undefined) {
    await ended
    throw new PostmasterFailed(`PostgreSQL cannot be run from ${plan.home}.`)
  }
  const guard = guardAgainstOurDeath(pid, plan)
  void ended.then(guard)
  await untilReady(child, pid, plan)
  return {
    pid,
    ended,
    stop: async () => {
      if (hasEnded(child)) return
      child.ref()
      child.kill('SIGINT')
      await ended
    },
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

const untilReady = async (child: ChildProcess, pid: number, plan: PostmasterPlan) => {
  for (;;) {
    const file = readPostmasterFile(plan.directory)
    if (file?.pid === pid && file.status === 'ready') return
    if (hasEnded(child))
      throw new PostmasterFailed(`PostgreSQL did not start:\n${tail(plan.logFile)}`)
    await sleep(readyEvery)
  }
}

const tail = (file: string) =>
  readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n')

/** Waits for the word or the end of the pipe; then shuts the server down and, once it is gone, clears its socket away. */
const guardScript = `
read word
test "$word" = dismissed && exit
kill -INT "$1"
tries=0
while kill -0 "$1" && test $tries -lt 600; do sleep 0.1; tries=$((tries + 1)); done
rmdir "$2"`

/**
 * A shell that waits on a pipe only we hold. However we end, `kill -9` included, the pipe closes and it shuts
 * PostgreSQL down; so no server is left behind. Returns the function that dismisses it.
 */
const guardAgainstOurDeath = (pid: number, plan: PostmasterPlan) => {
  const shell = spawn(
    '/bin/sh',
    ['-c', guardScript, 'coldopen-guard', String(pid), plan.socketDir],
    {
      ...plan.user,
      cwd: '/',
      env: cleanEnvironment,
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  )
  shell.unref()
  // EPIPE when the guard itself was killed: then there is nobody to dismiss.
  shell.stdin.on('error', () => {})
  shell.on('error', () => {})
  return () => void shell.stdin.end('dismissed\n')
}
