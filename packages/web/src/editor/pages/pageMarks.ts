import { blockOffset, type Page, type PageItem, type PageProfile } from '@coldopen/core/page'
import type { Block } from '@coldopen/core/screenplay'
import {
  blankLines,
  type BreakMark,
  gapAboveBlock,
  gapWithinBlock,
  goesOn,
  lineAbove,
  lineWithin,
} from './BreakMark.ts'
import type { PageView } from './PageChoice.ts'
import { gapAbove } from './Sheet.ts'

/** A page with what its marks depend on besides itself. */
export interface MarkedPage {
  readonly page: Page
  readonly number: number
  /** The page before it, and the lines that one takes on the screen; null for the first. */
  readonly before: { readonly page: Page; readonly taken: number } | null
}

/** Where a page begins: a block, and an offset in its text. */
export interface PageStart {
  readonly block: Block
  readonly offset: number
  /** It begins within dual dialogue, where nothing can be shown. */
  readonly hidden: boolean
}

export const startOf = ({ items, start }: Page): PageStart => {
  const { unit } = items[0]!
  if (unit.type === 'dual') {
    const { block } = (unit.columns[0][0] ?? unit.columns[1][0])!
    return { block, offset: 0, hidden: start.at > 0 }
  }
  return { block: unit.print.block, offset: blockOffset(unit.print, start.at), hidden: false }
}

const breakMark = (
  { page, number, before }: MarkedPage,
  view: PageView,
  profile: PageProfile,
): BreakMark | null => {
  const { block, offset, hidden } = startOf(page)
  if (before === null) return view === 'page' ? blankLines(block, 0, profile) : null
  if (hidden) return null
  const { more } = before.page
  const isParted = page.start.at > 0
  if (view === 'draft') {
    const label = more === null ? `\n${number}.` : `(MORE)\n(CONT'D)  ${number}.`
    return isParted ? lineWithin(block, offset, label, profile) : lineAbove(block, label)
  }
  const gap = gapAbove({ continues: page.continues, more }, number, before.taken, profile)
  return isParted ? gapWithinBlock(block, offset, gap, profile) : gapAboveBlock(block, gap, profile)
}

const itemMark = (
  { unit }: PageItem,
  first: boolean,
  view: PageView,
  profile: PageProfile,
): readonly BreakMark[] => {
  if (unit.type === 'dual') return []
  const { block } = unit.print
  const space = view === 'page' && !first ? blankLines(block, unit.before, profile) : null
  return [...(unit.continued ? [goesOn(block)] : []), ...(space === null ? [] : [space])]
}

interface KnownMarks {
  readonly made: MarkedPage
  readonly view: PageView
  readonly profile: PageProfile
  readonly marks: readonly BreakMark[]
}

const known = new WeakMap<Page['items'], KnownMarks>()

/** What is drawn for a page: made once, as long as nothing it depends on has changed. */
export const pageMarks = (
  marked: MarkedPage,
  view: PageView,
  profile: PageProfile,
): readonly BreakMark[] => {
  const { items } = marked.page
  const found = known.get(items)
  const isSame =
    found?.view === view &&
    found.profile === profile &&
    found.made.number === marked.number &&
    found.made.before?.taken === marked.before?.taken &&
    found.made.before?.page.more === marked.before?.page.more
  if (found !== undefined && isSame) return found.marks
  const head = breakMark(marked, view, profile)
  const marks = [
    ...(head === null ? [] : [head]),
    ...items.flatMap((item, i) => itemMark(item, i === 0, view, profile)),
  ]
  known.set(items, { made: marked, view, profile, marks })
  return marks
}
