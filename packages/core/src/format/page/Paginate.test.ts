import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../screenplay/Block.ts'
import type { Page, PageItem } from './Page.ts'
import { profileNames, profiles } from './PageProfile.ts'
import { pageUnits } from './PageUnit.ts'
import { paginate } from './Paginate.ts'
import { makePaginator } from './Paginator.ts'
import {
  pageBlock as line,
  pagePassage as passage,
  pageScript as script,
} from '../../testing/PageArbitrary.ts'
import { inEighths, sceneLines } from './SceneLength.ts'
import { wrapText } from './WrapText.ts'

const letter = profiles['fd-letter']
const pagesOf = (blocks: readonly Block[], profile = letter): Page[] =>
  paginate(pageUnits(blocks, profile), profile.lines)

/** Sentences of ten columns each, so that six fill a line of action. */
const sentences = (count: number): string =>
  Array.from({ length: count }, () => 'It rains.').join(' ')
const lines = (count: number): string => sentences(count * 6)
const filler = (count: number): Block[] =>
  Array.from({ length: count }, () => line('general', 'Rain.'))

const printed = (item: PageItem): string =>
  'lines' in item
    ? item.lines.map(({ from, to }) => item.unit.print.text.slice(from, to)).join('\n')
    : item.unit.columns.map((column) => column.map(({ text }) => text).join('|')).join('||')

const picture = (page: Page): string[] => [
  ...(page.continues === null ? [] : [`(CONT'D) ${page.continues.text}`]),
  ...page.items.map((item) => `${item.row}: ${printed(item).slice(0, 24)} x${item.height}`),
  ...(page.more === null ? [] : ['(MORE)']),
]

const anyText = fc.array(fc.constantFrom('x', ' ', '\n', '.', '雨', 'y'.repeat(70), '[[n]]'), {
  maxLength: 300,
})
const anyKind = fc.constantFrom('action', 'character', 'dialogue', 'parenthetical', 'scene_heading')
const wild = fc.array(
  fc.tuple(anyKind, anyText).map(([kind, text]) => line(kind, text.join(''))),
  { maxLength: 20 },
)
const profile = fc.constantFrom(...profileNames).map((name) => profiles[name])
const bare = (text: string): string => text.replaceAll(/\s/gu, '')

describe('pages', () => {
  it('PAGE-1 profiles have their tools’ lines and columns', () => {
    const rows = (kind: 'action' | 'dialogue' | 'character' | 'parenthetical') =>
      profileNames.map((name) => profiles[name].shapes[kind].columns)
    expect(profileNames.map((name) => profiles[name].lines)).toEqual([54, 58, 55])
    expect(rows('action')).toEqual([60, 60, 61])
    expect(rows('dialogue')).toEqual([35, 36, 36])
    expect(rows('character')).toEqual([37, 35, 33])
    expect(rows('parenthetical')).toEqual([25, 20, 26])
  })

  it('PAGE-4 every character stands on one page, in order, and no page is too long', () => {
    fc.assert(
      fc.property(fc.oneof(script, wild), profile, (blocks, chosen) => {
        const units = pageUnits(blocks, chosen)
        const pages = paginate(units, chosen.lines)
        const said = new Map<unknown, string>()
        for (const page of pages) {
          expect(page.used).toBeLessThanOrEqual(chosen.lines)
          expect(page.items.length).toBeGreaterThan(0)
          for (const item of page.items)
            said.set(
              item.unit,
              (said.get(item.unit) ?? '') + ('lines' in item ? printed(item) : ''),
            )
        }
        expect([...said.keys()]).toEqual(units)
        for (const unit of units)
          if (unit.type === 'single') expect(bare(said.get(unit)!)).toBe(bare(unit.print.text))
      }),
      { numRuns: 400 },
    )
  })

  it('PAGE-5 PAGE-6 PAGE-8 no break a reader would stumble over', () => {
    fc.assert(
      fc.property(script, profile, (blocks, chosen) => {
        const pages = pagesOf(blocks, chosen)
        pages.slice(0, -1).forEach((page, i) => {
          const last = page.items.at(-1)!
          const next = pages[i + 1]!.items[0]!
          if (!('lines' in last)) return
          const forced = next.unit.newPage && next.unit !== last.unit
          if (forced) return
          expect([
            'scene_heading',
            'shot',
            'act_break',
            'character',
            'parenthetical',
          ]).not.toContain(last.unit.print.kind)
          if (!('lines' in next)) return
          expect(next.unit.print.kind).not.toBe('transition')
          if (next.unit !== last.unit) return
          const spoken = page.more !== null
          if (!spoken) expect(Math.min(last.height, next.height)).toBeGreaterThanOrEqual(2)
          expect(printed(last)).toMatch(/[.!?…]["”]?$/u)
          expect(printed(last)).not.toMatch(/Mr\.$/u)
        })
      }),
      { numRuns: 400 },
    )
  })

  it('PAGE-5 a heading goes with what follows it', () => {
    const blocks = [...filler(50), line('scene_heading', 'INT. A'), line('action', lines(2))]
    expect(pagesOf(blocks)[1]!.items.map(printed)[0]).toBe('INT. A')
    const room = [...filler(48), line('scene_heading', 'INT. A'), line('action', lines(4))]
    expect(picture(pagesOf(room)[1]!)).toEqual([`0: ${lines(1).slice(0, 24)} x2`])
  })

  it('PAGE-6 two lines stay and two are taken over', () => {
    const after = (before: number, count: number) =>
      pagesOf([...filler(before), line('action', lines(count))]).map(({ used }) => used)
    expect(after(51, 4)).toEqual([54, 2])
    expect(after(52, 4)).toEqual([52, 4])
    expect(after(51, 3)).toEqual([51, 3])
    const endless = [...filler(51), line('action', `${'so '.repeat(60)}on.`)]
    expect(pagesOf(endless).map(({ used }) => used)).toEqual([51, 4])
  })

  it('PAGE-6 the rest is set anew from the sentence on', () => {
    const text = `${'Rain falls on the roof of the house. '.repeat(5)}The end.`
    const [first, second] = pagesOf([...filler(51), line('action', text)])
    expect(printed(first!.items.at(-1)!)).toMatch(/house\.$/u)
    expect(printed(second!.items[0]!)).toMatch(/^Rain falls/u)
  })

  it('PAGE-7 a speech goes on overleaf', () => {
    const said = sentences(3 * 8)
    const blocks = [...filler(48), line('character', 'BOB'), line('dialogue', said)]
    const [first, second] = pagesOf(blocks)
    expect(first!.used).toBe(54)
    expect(picture(first!).slice(-2)).toEqual([`50: ${said.slice(0, 24)} x3`, '(MORE)'])
    expect(picture(second!)[0]).toBe("(CONT'D) BOB")
    expect(second!.items[0]!.row).toBe(1)
    const tight = [...filler(50), line('character', 'BOB'), line('dialogue', said)]
    expect(pagesOf(tight)[1]!.continues).toBeNull()
  })

  it('PAGE-7 a speech breaks before a parenthetical, never behind it', () => {
    const parts = [
      line('character', 'BOB'),
      line('dialogue', sentences(9)),
      line('parenthetical', '(beat)'),
      line('dialogue', `${'so '.repeat(30)}on.`),
    ]
    for (const before of [46, 47, 48]) {
      const [first, second] = pagesOf([...filler(before), ...parts])
      expect(picture(first!).at(-1)).toBe('(MORE)')
      expect(printed(second!.items[0]!)).toBe('(beat)')
    }
  })

  it('PAGE-8 a transition stays', () => {
    const blocks = [...filler(52), line('action', 'Rain.'), line('transition', 'CUT TO:')]
    expect(pagesOf(blocks)[1]!.items.map(printed)).toEqual(['Rain.', 'CUT TO:'])
  })

  it('PAGE-9 dual dialogue is as tall as its taller column, and whole', () => {
    const pair = [
      line('character', 'BOB'),
      line('dialogue', sentences(6)),
      line('character', 'ANN', { dual: true }),
      line('dialogue', sentences(12)),
    ]
    const [unit] = pageUnits(pair, letter)
    expect(unit).toMatchObject({ type: 'dual', height: 6 })
    expect(pagesOf([...filler(50), ...pair])[1]!.items).toHaveLength(1)
    expect(pagesOf([...filler(46), ...pair])).toHaveLength(1)
  })

  it('PAGE-10 forced breaks, and none that leaves an empty page', () => {
    const cut = line('page_break', '')
    const rain = line('action', 'Rain.')
    expect(pagesOf([cut, rain, cut, cut, rain, cut])).toHaveLength(2)
    expect(pagesOf([rain, line('act_break', 'ACT TWO')])).toHaveLength(1)
    expect(pagesOf([rain, line('act_break', 'ACT TWO')], profiles['fd-a4'])).toHaveLength(2)
    expect(pagesOf([])).toEqual([])
  })

  it('PAGE-11 what fits nowhere is parted', () => {
    const tall = [line('action', 'x'.repeat(60 * 130))]
    expect(pagesOf(tall).map(({ used }) => used)).toEqual([54, 54, 22])
    const column = line('dialogue', sentences(300))
    const dual = [
      line('character', 'A'),
      column,
      line('character', 'B', { dual: true }),
      line('dialogue', 'No.'),
    ]
    expect(pagesOf(dual).map(({ used }) => used)).toEqual([54, 54, 13])
    const wide = [...filler(20), line('action', `${'so '.repeat(20 * 45)}on.`)]
    expect(pagesOf(wide)[0]!.used).toBeGreaterThan(50)
  })

  it('PAGE-12 no blank line at the top', () => {
    const blocks = [...filler(54), line('scene_heading', 'INT. A')]
    expect(pagesOf(blocks)[1]!.items[0]!.row).toBe(0)
  })

  it('PAGE-13 who goes on after action is marked, until the next scene', () => {
    const said = (name: string) => [line('character', name), line('dialogue', 'Yes.')]
    const blocks = [
      ...said('BOB'),
      line('action', 'Rain.'),
      ...said('BOB (V.O.)'),
      ...said('ANN'),
      ...said('BOB'),
      line('scene_heading', 'INT. A'),
      ...said('BOB'),
    ]
    const cues = (name: (typeof profileNames)[number]) =>
      pageUnits(blocks, profiles[name]).flatMap((unit) =>
        unit.type === 'single' && unit.print.kind === 'character' ? [unit.print.text] : [],
      )
    expect(cues('fd-letter')).toEqual(['BOB', "BOB (V.O.) (CONT'D)", 'ANN', 'BOB', 'BOB'])
    expect(cues('fountain-55')).toEqual(['BOB', 'BOB (V.O.)', 'ANN', 'BOB', 'BOB'])
  })

  it('PAGE-3 notes take no space, within text too', () => {
    const blocks = [
      line('action', 'Rain [[how much?]] falls.'),
      line('note', lines(9)),
      line('action', '[[only a note]]'),
    ]
    expect(pagesOf(blocks)[0]!.items.map(printed)).toEqual(['Rain  falls.'])
  })

  it('PAGE-2 lines break at spaces, behind dashes, and within a word only when they must', () => {
    const wrapped = (text: string, columns: number) =>
      wrapText(text, columns).map(({ from, to }) => text.slice(from, to))
    expect(wrapped('one two  three', 7)).toEqual(['one two', 'three'])
    expect(wrapped('a well-known fact', 7)).toEqual(['a well-', 'known', 'fact'])
    expect(wrapped('Wait--what', 7)).toEqual(['Wait--', 'what'])
    expect(wrapped('  indented text', 10)).toEqual(['  indented', 'text'])
    expect(wrapped('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
    expect(wrapped('雨雨雨雨雨', 4)).toEqual(['雨雨', '雨雨', '雨'])
    expect(wrapped('😀😀', 3)).toEqual(['😀', '😀'])
    expect(wrapped('e\u0301e\u0301e\u0301', 3)).toEqual(['e\u0301e\u0301e\u0301'])
    expect(wrapped('one\n\ntwo\n', 9)).toEqual(['one', '', 'two', ''])
  })

  it('PAGE-14 changed pages only, with the same result as from scratch', () => {
    const change = fc.tuple(fc.nat(999), fc.nat(4), passage)
    fc.assert(
      fc.property(
        script,
        fc.array(change, { maxLength: 8 }),
        profile,
        (blocks, changes, chosen) => {
          const paginator = makePaginator(chosen)
          let now = blocks
          expect(paginator.update(now)).toEqual(pagesOf(now, chosen))
          for (const [at, gone, added] of changes) {
            now = now.toSpliced(at % (now.length + 1), gone, ...added)
            expect(paginator.update(now)).toEqual(pagesOf(now, chosen))
          }
        },
      ),
      { numRuns: 300 },
    )
    const paginator = makePaginator(letter)
    const long = Array.from({ length: 300 }, () => line('action', lines(2)))
    const before = paginator.update(long)
    const after = paginator.update(long.with(150, line('action', lines(2))))
    expect(after.filter((page, i) => page !== before[i])).toHaveLength(1)
  })

  it('PAGE-15 scene lengths in eighths', () => {
    expect([1, 7, 27, 54, 55, 67].map((count) => inEighths(count, 54))).toEqual([
      '1/8',
      '2/8',
      '4/8',
      '1',
      '1 1/8',
      '1 2/8',
    ])
    const blocks = [
      line('action', 'Rain.'),
      line('scene_heading', 'INT. A'),
      line('action', lines(60)),
      line('scene_heading', 'INT. B'),
      line('action', 'Rain.'),
    ]
    expect([...sceneLines(pagesOf(blocks)).values()]).toEqual([1, 64, 5])
  })
})
