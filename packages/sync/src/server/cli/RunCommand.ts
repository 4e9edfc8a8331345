import { UsageError } from './Command.ts'
import type { Command } from './Command.ts'
import { sentenceOf } from './Sentence.ts'

/** Where a command line speaks. */
export interface Voice {
  say(line: string): void
  complain(line: string): void
}

const overview = (commands: readonly Command[]) => {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    'coldopen COMMAND [options]',
    '',
    ...lines,
    '',
    'coldopen COMMAND --help tells more.',
  ].join('\n')
}

/** Runs the command the arguments name; resolves with the exit code. */
export const runCommand = async (
  commands: readonly Command[],
  args: readonly string[],
  voice: Voice,
): Promise<number> => {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === 'help') {
    voice.say(overview(commands))
    return name === undefined ? 2 : 0
  }
  const command = commands.find((one) => one.name === name)
  if (command === undefined) {
    voice.complain(`There is no command "${name}".\n`)
    voice.complain(overview(commands))
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    voice.say(command.help)
    return 0
  }
  try {
    return await command.run(rest)
  } catch (cause) {
    const misused = cause instanceof UsageError || isParseError(cause)
    voice.complain(sentenceOf(cause))
    if (misused) voice.complain(`\n${command.help}`)
    return misused ? 2 : 1
  }
}

/** What `parseArgs` of node:util throws for options it does not know. */
const isParseError = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS')
