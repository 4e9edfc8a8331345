import { importFountain, readFountainBytes, readScriptFountain } from '@coldopen/core/fountain'
import { readScript, readTitlePage } from '@coldopen/core/screenplay'
import { seededIds } from '@coldopen/core/testing'
import { Result } from 'effect'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { screenplays } from '../support/data.ts'
import { divergences } from './divergences.ts'
import { afterwritingElements, dumpElements, ourElements } from './peers.ts'

/** What a reader sees of a text: its letters and numbers. Signs, white space and line ends are Fountain's. */
const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}\p{M}\p{S}]|[=~^<>`]/gu, '')

const files = screenplays('**/*.{fountain,txt,md}')

describe('sample screenplays', () => {
  it('FTN-29 no sample is missing', () => {
    expect(files.filter(({ name }) => name.endsWith('.fountain')).length).toBeGreaterThanOrEqual(93)
  })

  for (const { name, bytes } of files)
    it(`FTN-29 ${name} imports, shows the file's text and comes out byte for byte`, () => {
      const imported = Result.getOrThrow(importFountain(bytes, seededIds(1)))
      const doc = new Y.Doc()
      imported.write(doc)
      expect(Buffer.from(readScriptFountain(doc)).equals(bytes)).toBe(true)
      const title = readTitlePage(doc).map(({ key, text }) => key + text)
      const shown = readScript(doc).map(({ text, attrs }) => text + String(attrs['number'] ?? ''))
      const lead = doc.getMap('fountain').get('lead')
      const all = [typeof lead === 'string' ? lead : '', ...title, ...shown].join('')
      expect(letters(all)).toBe(letters(bytes.toString('utf8')))
    })
})

describe('what other tools read', () => {
  const sources = new Map(files.map(({ name, bytes }) => [name, bytes]))
  const ours = (name: string): string[] => {
    const bytes = sources.get(name)
    if (bytes === undefined) throw new Error(`${name} is not among the samples`)
    return ourElements(Result.getOrThrow(readFountainBytes(bytes)))
  }

  for (const { name, bytes } of screenplays('wildwinter+screenplay-tools/tests/*.txt')) {
    const source = name.replace(/(?:-Merged|-Unmerged)?\.txt$/, '.fountain')
    if (!sources.has(source) || name.includes('Formatted')) continue
    it(`FTN-30 screenplay-tools reads ${name.split('/').at(-1)} the same, but for named divergences`, () => {
      const theirs = dumpElements(bytes.toString('utf8'))
      const { only, their } = divergences[name.split('/').at(-1) ?? ''] ?? { only: [], their: [] }
      const mine = ours(source)
      expect(mine.filter((line) => !theirs.includes(line))).toEqual(only)
      expect(theirs.filter((line) => !mine.includes(line))).toEqual(their)
    })
  }

  it('FTN-30 afterwriting reads its sample the same', () => {
    const [tokens] = screenplays('afterwriting+aw-parser/test/data/sample.tokens.json')
    const theirs = afterwritingElements(tokens?.bytes.toString('utf8') ?? '')
    const mine = ours('afterwriting+aw-parser/test/data/sample.fountain')
    const { only, their } = divergences['sample.tokens.json'] ?? { only: [], their: [] }
    expect(mine.filter((line) => !theirs.includes(line))).toEqual(only)
    expect(theirs.filter((line) => !mine.includes(line))).toEqual(their)
  })

  it('FTN-30 Jouvence reads its title pages the same', () => {
    for (const { name, bytes } of screenplays('TypingFrog+jouvence/test/fixtures/*.notif')) {
      const expected = /^titlePage\|\|(.*)$/m.exec(bytes.toString('utf8'))?.[1] ?? '{}'
      const read = Result.getOrThrow(
        readFountainBytes(sources.get(name.replace('.notif', '.fountain')) ?? new Uint8Array()),
      )
      const page = Object.fromEntries(
        read.titlePage.map(({ key, text }) => [key, text.split('\n')]),
      )
      expect(page, name).toEqual(JSON.parse(expected))
    }
  })
})
