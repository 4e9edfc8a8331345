/** One command of `coldopen`: what `--help` says, and what it does with the arguments after its name. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** The whole help text. */
  readonly help: string
  /** Resolves with the exit code: 0 done, 1 the thing asked for did not succeed, 2 wrong usage; a command may have more. */
  run(args: readonly string[]): Promise<number>
}

/** Wrong usage: the sentence, then the help, then exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`)
export const complain = (line: string): void => void process.stderr.write(`${line}\n`)
