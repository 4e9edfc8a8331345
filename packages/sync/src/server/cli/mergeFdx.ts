import { type FdxState, mergeFdx, type MergeConflict, writeFdx } from '@coldopen/core/fdx'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Command } from './Command.ts'
import { UsageError, complain, say } from './Command.ts'
import { readScriptFile } from './ScriptFile.ts'

const help = `coldopen merge-fdx BASE OURS THEIRS [options]

Merges two versions of a script that come from one, and writes a Final Draft file. BASE is the file as it was sent, THEIRS what
came back, OURS the script as it is now. What both changed differently is named with what each had. Needs no backend.

  --out FILE            the file to write (default: standard output)
  --json                the conflicts as JSON on standard output; the merged script only to --out

Exit code: 0 merged, 3 merged with conflicts to look at, 1 a file could not be read, 2 wrong usage.`

const withConflicts = 3

export const mergeFdxCommand: Command = {
  name: 'merge-fdx',
  summary: 'merge a Final Draft file that came back',
  help,
  run: async (args) => {
    const options = { out: { type: 'string' }, json: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [base, ours, theirs] = positionals
    if (base === undefined || ours === undefined || theirs === undefined || positionals.length > 3)
      throw new UsageError('Name three files: BASE OURS THEIRS.')
    const merged = mergeFdx(stateOf(base), stateOf(ours), stateOf(theirs))
    const file = writeFdx(merged)
    if (values.out !== undefined) writeFileSync(values.out, file)
    else if (values.json !== true) process.stdout.write(file)
    if (values.json === true) say(JSON.stringify({ conflicts: merged.conflicts }, null, 2))
    else for (const conflict of merged.conflicts) complain(inWords(conflict))
    return merged.conflicts.length === 0 ? 0 : withConflicts
  },
}

const stateOf = (file: string): FdxState => {
  const { titlePage, blocks, fdx } = readScriptFile(file)
  return { titlePage, blocks, form: fdx }
}

const did: Readonly<Record<MergeConflict['what'], string>> = {
  text: 'both changed words',
  delete: 'one took out what the other edited',
  retype: 'both changed the element',
  move: 'both moved the line',
  attribute: 'both changed',
  title: 'title page',
}

const quoted = (value: string | null): string =>
  value === null ? 'nothing' : JSON.stringify(value)

const inWords = ({ what, name, scene, said, base, ours, theirs, kept }: MergeConflict): string =>
  [
    `${did[what]}${name === null ? '' : ` ${name}`}${scene === '' ? '' : ` in ${scene}`}: ${said}`.trim(),
    `  base ${quoted(base)}, ours ${quoted(ours)}, theirs ${quoted(theirs)}; kept ${kept}`,
  ].join('\n')
