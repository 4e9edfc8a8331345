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
import { omittedBefore, type OmittedAnchors, type OmittedHead, omittedMark } from './OmittedLine.ts'
import { gapAbove } from './Sheet.ts'

/** A page with what its marks depend on besides itself. */
export interface MarkedPage {
  readonly page: Page
  /** What the page is called. */
  readonly number: string
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

/** What a page that begins with the line of an omitted scene draws above it. */
const omittedHead = (
  { page, number, before }: MarkedPage,
  view: PageView,
  profile: PageProfile,
): OmittedHead => {
  if (before === null) return null
  const { more } = before.page
  return view === 'draft'
    ? { type: 'label', label: breakLabel(number, false) }
    : {
        type: 'gap',
        gap: gapAbove({ continues: page.continues, more }, number, before.taken, profile),
      }
}

const breakLabel = (number: string, more: boolean): string =>
  more ? `(MORE)\n(CONT'D)  ${number}.` : `\n${number}.`

const breakMark = (
  { page, number, before }: MarkedPage,
  { view, profile, anchors }: MarkOptions,
): BreakMark | null => {
  const { block, offset, hidden } = startOf(page)
  if (anchors.has(block.id)) return null
  if (before === null) return view === 'page' ? blankLines(block, 0, profile) : null
  if (hidden) return null
  const { more } = before.page
  const isParted = page.start.at > 0
  if (view === 'draft') {
    const label = breakLabel(number, more !== null)
    return isParted ? lineWithin(block, offset, label, profile) : lineAbove(block, label)
  }
  const gap = gapAbove({ continues: page.continues, more }, number, before.taken, profile)
  return isParted ? gapWithinBlock(block, offset, gap, profile) : gapAboveBlock(block, gap, profile)
}

const itemMark = (
  { unit }: PageItem,
  first: boolean,
  marked: MarkedPage,
  { view, profile, anchors }: MarkOptions,
): readonly BreakMark[] => {
  if (unit.type === 'dual') return []
  const { block } = unit.print
  const anchor = anchors.get(block.id)
  if (anchor !== undefined) {
    const before =
      first && view === 'page' ? 0 : omittedBefore(unit.before, view === 'page', profile)
    return [omittedMark(block, anchor, before, first ? omittedHead(marked, view, profile) : null)]
  }
  const space = view === 'page' && !first ? blankLines(block, unit.before, profile) : null
  return [...(unit.continued ? [goesOn(block)] : []), ...(space === null ? [] : [space])]
}

/** How marks are drawn. */
export interface MarkOptions {
  readonly view: PageView
  readonly profile: PageProfile
  /** Where lines of omitted scenes are shown. */
  readonly anchors: OmittedAnchors
}

interface KnownMarks extends MarkOptions {
  readonly made: MarkedPage
  readonly marks: readonly BreakMark[]
}

const known = new WeakMap<Page['items'], KnownMarks>()

/** What is drawn for a page: made once, as long as nothing it depends on has changed. */
export const pageMarks = (marked: MarkedPage, options: MarkOptions): readonly BreakMark[] => {
  const { items } = marked.page
  const { view, profile, anchors } = options
  const found = known.get(items)
  const isSame =
    found?.view === view &&
    found.profile === profile &&
    found.anchors === anchors &&
    found.made.number === marked.number &&
    found.made.before?.taken === marked.before?.taken &&
    found.made.before?.page.more === marked.before?.page.more
  if (found !== undefined && isSame) return found.marks
  const head = breakMark(marked, options)
  const marks = [
    ...(head === null ? [] : [head]),
    ...items.flatMap((item, i) => itemMark(item, i === 0, marked, options)),
  ]
  known.set(items, { made: marked, ...options, marks })
  return marks
}
