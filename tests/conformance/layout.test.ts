import { readFountainBytes } from '@coldopen/core/fountain'
import { readLayoutBytes } from '@coldopen/core/layout'
import { draftBlocks, makePaginator, pageText, profiles } from '@coldopen/core/page'
import { textOf, toRuns, type BlockDraft } from '@coldopen/core/screenplay'
import { Result } from 'effect'
import { describe, expect, it } from 'vitest'
import { screenplays } from '../support/data.ts'

/** A script as pages of text, with the page numbers Final Draft prints. */
const printed = (blocks: readonly BlockDraft[]): string =>
  makePaginator(profiles['fd-letter'])
    .update(draftBlocks(blocks))
    .map((page, i) =>
      [
        i === 0 ? '' : `${' '.repeat(72)}${i + 1}.`,
        '',
        ...pageText(page, profiles['fd-letter']),
      ].join('\n'),
    )
    .join('\n\f')

const told = new Set(['character', 'dialogue', 'parenthetical', 'scene_heading'])

const letters = (text: string) => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** What is said, cue by cue: the words of each speech behind its speaker, everything else in one line. */
const speeches = (blocks: readonly BlockDraft[]): string[] => {
  const all: string[] = []
  for (const { kind, text } of blocks) {
    const said = letters(
      textOf(toRuns(text)).replaceAll(/\(CONT['’]D\)|\[\[[^]*?\]\]|\/\*[^]*?\*\//gu, ''),
    )
    if (said === '') continue
    const name = told.has(kind) ? kind : 'other'
    const last = all.at(-1)
    if (last?.startsWith(`${name} `) === true && name !== 'scene_heading')
      all[all.length - 1] = last + said
    else all.push(`${name} ${said}`)
  }
  return all
}
const paired = (blocks: readonly BlockDraft[]) =>
  blocks.some(({ attrs }) => attrs?.['dual'] === true)
const unprinted = new Set(['section', 'synopsis', 'note', 'boneyard', 'page_break'])

describe('samples laid out as text', () => {
  it('TXT-6 come back with every word, and nearly all scenes and speeches', () => {
    let [lines, other] = [0, 0]
    for (const { name, bytes } of screenplays('**/*.fountain')) {
      const read = readFountainBytes(bytes)
      if (Result.isFailure(read)) continue
      const blocks = read.success.blocks.filter(({ kind }) => !unprinted.has(kind))
      const back = Result.getOrThrow(readLayoutBytes(Buffer.from(printed(blocks))))
      const [was, now] = [speeches(blocks), speeches(back.blocks)]
      const whole = (all: readonly string[]) =>
        all.map((line) => line.replace(/^\S+ /u, '')).join('')
      if (!paired(blocks)) expect(whole(now), name).toBe(whole(was))
      lines += was.length
      other += was.filter((line) => !now.includes(line)).length
    }
    expect(lines).toBeGreaterThan(3000)
    expect(other / lines).toBeLessThan(0.03)
  })
})
