import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** How one step of the test run ended, in tests (a tool counts as one). */
export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What failed, each with its message: told again after the last step. */
  readonly faults: readonly string[]
}

/** One named part of `npm test`. */
export interface Step {
  readonly name: string
  readonly run: (long: boolean) => Promise<Outcome>
}

/** Runs a program with its output shown; resolves to its exit code. */
export const execute = (
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })

/** A step that is one program: passed when it exits with 0. */
export const tool = (
  name: string,
  commands: readonly (readonly [string, ...string[]])[],
): Step => ({
  name,
  run: async () => {
    const faults: string[] = []
    for (const [program, ...args] of commands) {
      const code = await execute(program, args)
      if (code !== 0) faults.push([basename(program), ...args, `ended with ${code}`].join(' '))
    }
    return {
      passed: commands.length - faults.length,
      failed: faults.length,
      skipped: 0,
      faults,
    }
  },
})
