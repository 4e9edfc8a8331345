import { importFdx, readFdx, readScriptFdx, writeFdx } from '@coldopen/core/fdx'
import {
  importFountain,
  readFountain,
  readFountainBytes,
  readScriptFountain,
  writeFountain,
} from '@coldopen/core/fountain'
import { readLayoutBytes } from '@coldopen/core/layout'
import { draftBlocks, makePaginator, pageText, profiles } from '@coldopen/core/page'
import {
  type BlockDraft,
  readScript,
  readTitlePage,
  textOf,
  type TitleEntry,
  toRuns,
} from '@coldopen/core/screenplay'
import { seededIds } from '@coldopen/core/testing'
import { printPdf } from '@coldopen/sync/print'
import { readTypeface } from '@coldopen/sync/server'
import { Result } from 'effect'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { screenplays } from '../support/data.ts'
import { longScript } from './longScript.ts'
import { readPdf } from './readPdf.ts'
import { saidIn } from './saidIn.ts'

interface Script {
  readonly name: string
  readonly titlePage: readonly TitleEntry[]
  readonly blocks: readonly BlockDraft[]
}

/** What a script says, without what remembers the file it came from, and the (CONT'D) that pages print. */
const plain = ({ titlePage, blocks }: Omit<Script, 'name'>) =>
  saidIn(titlePage, blocks).map((line) => line.replace(/^(character .*?) ?\(CONT['’]D\)/u, '$1'))

const longest = screenplays('**/*.fountain')
  .toSorted((one, other) => other.bytes.length - one.bytes.length)
  .slice(0, 4)
  .map(({ name, bytes }): Script => {
    const { titlePage, blocks } = Result.getOrThrow(readFountainBytes(bytes))
    const bare = blocks.map(({ kind, text, attrs = {} }) => {
      const { number, dual, level } = attrs
      return {
        kind,
        text,
        attrs: { ...(number && { number }), ...(dual && { dual }), ...(level && { level }) },
      }
    })
    return { name, titlePage, blocks: bare }
  })
const titlePage = [
  { key: 'Title', text: 'Long' },
  { key: 'Credit', text: 'Written by' },
  { key: 'Author', text: 'Ann Lee' },
]
const generated: Script = { name: 'a script of 120 pages', titlePage, blocks: longScript(120, 7) }

describe.for([...longest, generated])('$name', (script) => {
  it('FMT-2 comes back the same from Fountain and Final Draft, through documents too', () => {
    const fountain = writeFountain({ ...script, form: {} })
    expect(plain(Result.getOrThrow(readFountain(fountain)))).toEqual(plain(script))
    const fdx = writeFdx({ ...script, titlePage: [], form: null })
    const untitled = plain({ ...script, titlePage: [] })
    expect(plain(Result.getOrThrow(readFdx(fdx)))).toEqual(untitled)
    const doc = new Y.Doc()
    Result.getOrThrow(importFountain(fountain, seededIds(1))).write(doc)
    expect(plain({ titlePage: readTitlePage(doc), blocks: drafts(doc) })).toEqual(plain(script))
    expect(readScriptFountain(doc)).toBe(fountain)
    const other = new Y.Doc()
    Result.getOrThrow(importFdx(new TextEncoder().encode(fdx), seededIds(2))).write(other)
    expect(plain({ titlePage: [], blocks: drafts(other) })).toEqual(untitled)
    expect(readScriptFdx(other)).toBe(fdx)
  })

  it('FMT-2 its PDF has the paginator’s pages, line by line', async () => {
    const profile = profiles['fd-letter']
    const blocks = draftBlocks(script.blocks)
    const pages = makePaginator(profile).update(blocks)
    if (script === generated) expect(pages.length).toBeGreaterThanOrEqual(120)
    const { pdf } = await printPdf({
      titlePage: [],
      blocks: blocks.map((block) => ({ ...block, attrs: { ...block.attrs, number: null } })),
      profile,
      typeface: readTypeface(),
      at: new Date(0),
    })
    const found = await readPdf(pdf, 1)
    expect(found.pages).toHaveLength(Math.max(1, pages.length))
    pages.forEach((page, i) => {
      const rows = pageText(page, profile)
      expect(rows.map((_row, row) => found.pages[i]!.lines.get(row) ?? '')).toEqual(rows)
    })
  })
})

it('FMT-2 the text pages of a script of 120 pages come back word for word, scene for scene', () => {
  const profile = profiles['fd-letter']
  const text = makePaginator(profile)
    .update(draftBlocks(generated.blocks))
    .map((page) => pageText(page, profile).join('\n'))
    .join('\n\f')
  const back = Result.getOrThrow(readLayoutBytes(new TextEncoder().encode(text)))
  const words = (blocks: readonly BlockDraft[]) =>
    blocks.flatMap((block) => textOf(toRuns(block.text)).match(/[\p{L}\p{N}]+/gu) ?? [])
  const headings = (blocks: readonly BlockDraft[]) =>
    blocks.filter(({ kind }) => kind === 'scene_heading').map((block) => block.text)
  expect(words(back.blocks)).toEqual(words(generated.blocks))
  expect(headings(back.blocks)).toEqual(headings(generated.blocks))
})

const drafts = (doc: Y.Doc): BlockDraft[] =>
  readScript(doc).map(({ kind, runs, attrs }) => ({ kind, text: runs, attrs }))
