import {
  blockOffset,
  draftBlocks,
  inEighths,
  makePaginator,
  type Page,
  type PageProfile,
  profileNames,
  profiles,
  sceneLines,
} from '@coldopen/core/page'
import type { Block } from '@coldopen/core/screenplay'
import { parseArgs } from 'node:util'
import type { Command } from './Command.ts'
import { UsageError, say } from './Command.ts'
import { oneFile, readScriptFile } from './ScriptFile.ts'

const help = `coldopen pages FILE [options]

Where the pages of a screenplay break, and how long its scenes are. Needs no backend.

  --profile NAME        ${profileNames.join(', ')} (default: fd-letter)
  --json                everything as JSON: pages with the block and offset where each begins, scenes in eighths`

export const pagesCommand: Command = {
  name: 'pages',
  summary: 'where the pages of a screenplay file break',
  help,
  run: async (args) => {
    const options = { profile: { type: 'string' }, json: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const profile = profileNamed(values.profile ?? 'fd-letter')
    const blocks = draftBlocks(readScriptFile(oneFile(positionals)).blocks)
    const report = reportOf(blocks, makePaginator(profile).update(blocks), profile)
    if (values.json === true) say(JSON.stringify(report, null, 2))
    else {
      say(`${report.pages.length} pages, ${profile.title}, ${profile.lines} lines.`)
      for (const { page, lines, begins } of report.pages)
        say(`${String(page).padStart(4)}  ${String(lines).padStart(3)} lines  ${begins}`)
      for (const { heading, length } of report.scenes) say(`${length.padStart(8)}  ${heading}`)
    }
    return 0
  },
}

/** The profile of that name; a usage error names those there are. */
export const profileNamed = (name: string): PageProfile => {
  const known = profileNames.find((one) => one === name)
  if (known === undefined)
    throw new UsageError(`There is no profile "${name}"; there are ${profileNames.join(', ')}.`)
  return profiles[known]
}

const reportOf = (blocks: readonly Block[], pages: readonly Page[], profile: PageProfile) => {
  const places = new Map(blocks.map((block, i) => [block.id, i]))
  const lengths = sceneLines(pages)
  return {
    profile: profile.name,
    linesPerPage: profile.lines,
    pages: pages.map((page, i) => ({
      page: i + 1,
      lines: page.used,
      ...beginOf(page, places),
      continued: page.continues !== null,
      more: page.more !== null,
    })),
    scenes: blocks.flatMap(({ id, text, attrs }) => {
      const lines = lengths.get(id)
      if (lines === undefined) return []
      const number = typeof attrs['number'] === 'string' ? attrs['number'] : null
      return [{ heading: text, number, lines, length: inEighths(lines, profile.lines) }]
    }),
  }
}

/** The block a page begins with (counted from 0), the offset in its text, and its first words. */
const beginOf = (page: Page, places: ReadonlyMap<string, number>) => {
  const [item] = page.items
  if (item === undefined) return { block: 0, offset: 0, begins: '' }
  const print = 'lines' in item ? item.unit.print : item.unit.columns[0][0]
  const line = 'lines' in item ? item.lines[0] : undefined
  if (print === undefined) return { block: 0, offset: 0, begins: '' }
  const from = line?.from ?? 0
  return {
    block: places.get(print.block.id) ?? 0,
    offset: from === 0 ? 0 : blockOffset(print, from),
    begins: print.text.slice(from, from + 60).replaceAll('\n', ' '),
  }
}
