import { draftBlocks, type Statistics, statisticsOf } from '@coldopen/core/page'
import { parseArgs } from 'node:util'
import type { Command } from './Command.ts'
import { complain, say } from './Command.ts'
import { profileNamed } from './pages.ts'
import { oneFile, readScriptFile } from './ScriptFile.ts'

const help = `coldopen stats FILE [options]

What a screenplay file is made of: pages, scenes, words, the share of dialogue, who speaks how much, scenes per place and time
of day. Needs no backend.

  --profile NAME        the page profile (default: fd-letter)
  --json                everything as JSON`

export const statsCommand: Command = {
  name: 'stats',
  summary: 'what a screenplay file is made of',
  help,
  run: async (args) => {
    const options = { profile: { type: 'string' }, json: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const profile = profileNamed(values.profile ?? 'fd-letter')
    const script = readScriptFile(oneFile(positionals))
    for (const remark of script.remarks) complain(remark)
    const statistics = statisticsOf(draftBlocks(script.blocks), profile)
    say(values.json === true ? JSON.stringify(statistics, null, 2) : inWords(statistics))
    return 0
  },
}

const columns = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [head, ...rows].map((cells) =>
    cells.map((cell, i) => (i === 0 ? String(cell).padStart(7) : `  ${String(cell)}`)).join(''),
  )

const inWords = (all: Statistics): string =>
  [
    `${all.pages} pages, ${all.scenes} scenes, ${all.words} words, ${Math.round(all.dialogueShare * 100)} % of them spoken.`,
    '',
    ...columns(
      ['words', 'who speaks'],
      all.characters.map(({ name, words, speeches, scenes }) => [
        words,
        `${name} (${speeches} speeches, ${scenes} scenes)`,
      ]),
    ),
    '',
    ...columns(
      ['scenes', 'where'],
      all.locations.map(({ name, scenes, interior, exterior }) => [
        scenes,
        `${name} (${interior} interior, ${exterior} exterior)`,
      ]),
    ),
    '',
    ...columns(
      ['scenes', 'when'],
      all.times.map(({ name, scenes }) => [scenes, name]),
    ),
  ].join('\n')
