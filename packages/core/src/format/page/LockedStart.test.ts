import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlockId } from '../../id/Id.ts'
import type { Block } from '../../screenplay/Block.ts'
import { pageBlock, pagePassage, pageScript } from '../../testing/PageArbitrary.ts'
import type { LockedStart, LockedStarts } from './LockedStart.ts'
import type { Page } from './Page.ts'
import { pageNumbers } from './PageNumbers.ts'
import { profileNames, profiles } from './PageProfile.ts'
import { pageUnits } from './PageUnit.ts'
import { paginate } from './Paginate.ts'
import { makePaginator } from './Paginator.ts'
import { blockOffset } from './PrintBlock.ts'

const letter = profiles['fd-letter']
const pagesOf = (blocks: readonly Block[], starts: LockedStarts, profile = letter): Page[] =>
  paginate(pageUnits(blocks, profile, undefined, true, starts), profile.lines)

/** The pages of a script, locked as they are. */
const lockedAt = (pages: readonly Page[]): LockedStarts => {
  const starts = new Map<BlockId, readonly LockedStart[]>()
  const numbers = pageNumbers(pages)
  pages.forEach(({ items, start, locked }, i) => {
    const { unit } = items[0]!
    if (unit.type === 'dual' && start.at > 0) return
    const print = unit.type === 'dual' ? unit.columns[0][0]! : unit.print
    const at = unit.type === 'dual' ? 0 : blockOffset(print, start.at)
    const own = (locked.length > 0 ? locked : [numbers[i]!]).map((number) => ({ number, at }))
    starts.set(print.block.id, [...(starts.get(print.block.id) ?? []), ...own])
  })
  return starts
}

const rain = 'It rains. '
const action = (lines: number) => pageBlock('action', rain.repeat(lines * 6).trim())
/** So many pages of paragraphs of five lines. */
const paper = (pages: number): Block[] => Array.from({ length: pages * 9 }, () => action(5))

const profile = fc.constantFrom(...profileNames).map((name) => profiles[name])
const change = fc.tuple(fc.nat(999), fc.nat(4), pagePassage)
const start = fc.tuple(fc.nat(999), fc.nat(400), fc.constantFrom('1', '2', '3', '4', '5A', '6'))

const chosen = (
  blocks: readonly Block[],
  wanted: readonly (readonly [number, number, string])[],
) => {
  const starts = new Map<BlockId, readonly LockedStart[]>()
  for (const [at, offset, number] of blocks.length === 0 ? [] : wanted) {
    const { id, text } = blocks[at % blocks.length]!
    const own = { number, at: offset % (text.length + 2) }
    starts.set(
      id,
      [...(starts.get(id) ?? []), own].toSorted((a, b) => a.at - b.at),
    )
  }
  return starts
}

describe('locked pages', () => {
  it('LOCK-12 begin where they began, whatever is locked again as it is', () => {
    fc.assert(
      fc.property(pageScript, profile, (blocks, by) => {
        const free = pagesOf(blocks, new Map(), by)
        const held = pagesOf(blocks, lockedAt(free), by)
        const bare = (pages: readonly Page[]) =>
          pages.map(({ start: { unit, at }, used, more }) => [unit, at, used, more?.text ?? null])
        expect(bare(held)).toEqual(bare(free))
        expect(pageNumbers(held)).toEqual(free.map((_, i) => String(i + 1)))
      }),
      { numRuns: 300 },
    )
  })

  it('LOCK-13 what a page runs over onto is 2A, 2B; the others stay where they are', () => {
    const blocks = paper(3)
    const starts = lockedAt(pagesOf(blocks, new Map()))
    const grown = blocks.toSpliced(12, 0, ...paper(1), action(5))
    const pages = pagesOf(grown, starts)
    expect(pageNumbers(pages)).toEqual(['1', '2', '2A', '2B', '3'])
    expect(pages.at(-1)!.start).toEqual({ unit: 28, at: 0 })
    const again = pagesOf(grown.toSpliced(12, 0, ...paper(2)), lockedAt(pages))
    expect(pageNumbers(again)).toEqual(['1', '2', 'A2A', 'B2A', '2A', '2B', '3'])
  })

  it('LOCK-13 what follows the last locked page counts on', () => {
    const blocks = paper(3)
    const starts = lockedAt(pagesOf(blocks, new Map()))
    expect(pageNumbers(pagesOf([...blocks, ...paper(2)], starts))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ])
  })

  it('LOCK-14 what is cut leaves white space; a page of which nothing is left joins the next', () => {
    const blocks = paper(4)
    const starts = lockedAt(pagesOf(blocks, new Map()))
    const cut = pagesOf(blocks.toSpliced(11, 4), starts)
    expect(pageNumbers(cut)).toEqual(['1', '2', '3', '4'])
    expect(cut[1]!.used).toBe(29)
    const joined = new Map(starts)
    const third = blocks[18]!.id
    joined.set(third, [{ number: '2', at: 0 }, ...starts.get(third)!])
    joined.delete(blocks[9]!.id)
    expect(pageNumbers(pagesOf(blocks.toSpliced(9, 9), joined))).toEqual(['1', '2-3', '4'])
  })

  it('LOCK-15 a page begins with what is printed next, and within text at a word', () => {
    const [note, text] = [pageBlock('note', 'Why?'), pageBlock('action', `${rain}Then  it stops.`)]
    const starts = new Map([
      [note.id, [{ number: '2', at: 3 }]],
      [text.id, [{ number: '3', at: 14 }]],
    ])
    const pages = pagesOf([action(1), note, text], starts)
    expect(pageNumbers(pages)).toEqual(['A2', '2', '3'])
    expect(pages.map((page) => page.start)).toEqual([
      { unit: 0, at: 0 },
      { unit: 1, at: 0 },
      { unit: 1, at: 16 },
    ])
    expect(pages[1]!.items.map((item) => ('lines' in item ? item.lines : []))).toEqual([
      [{ from: 0, to: 14 }],
    ])
  })

  it('LOCK-16 whatever is locked, every character is on one page and no page is too long', () => {
    fc.assert(
      fc.property(pageScript, fc.array(start, { maxLength: 12 }), profile, (blocks, wanted, by) => {
        const units = pageUnits(blocks, by, undefined, true, chosen(blocks, wanted))
        const said = new Map<unknown, string>()
        for (const page of paginate(units, by.lines)) {
          expect(page.used).toBeLessThanOrEqual(by.lines)
          for (const item of page.items) {
            const text =
              'lines' in item
                ? item.lines.map(({ from, to }) => item.unit.print.text.slice(from, to)).join('')
                : ''
            said.set(item.unit, (said.get(item.unit) ?? '') + text)
          }
        }
        const bare = (text: string) => text.replaceAll(/\s/gu, '')
        expect([...said.keys()]).toEqual(units)
        for (const unit of units)
          if (unit.type === 'single') expect(bare(said.get(unit)!)).toBe(bare(unit.print.text))
      }),
      { numRuns: 300 },
    )
  })

  it('LOCK-17 changed pages only, with the same result as from scratch, wherever locked pages begin', () => {
    fc.assert(
      fc.property(
        pageScript,
        fc.array(fc.tuple(change, fc.option(fc.array(start, { maxLength: 9 }))), { maxLength: 8 }),
        profile,
        (blocks, changes, by) => {
          const paginator = makePaginator(by)
          let now: readonly Block[] = blocks
          let starts = lockedAt(pagesOf(now, new Map(), by))
          expect(paginator.update(now, starts)).toEqual(pagesOf(now, starts, by))
          for (const [[at, gone, added], wanted] of changes) {
            now = now.toSpliced(at % (now.length + 1), gone, ...added)
            if (wanted !== null) starts = chosen(now, wanted)
            expect(paginator.update(now, starts)).toEqual(pagesOf(now, starts, by))
          }
        },
      ),
      { numRuns: 300 },
    )
    const paginator = makePaginator(letter)
    const long = paper(30)
    const starts = lockedAt(pagesOf(long, new Map()))
    const before = paginator.update(long, starts)
    const after = paginator.update(long.with(150, action(5)), new Map(starts))
    expect(after.filter((page, i) => page !== before[i])).toHaveLength(1)
  })
})
