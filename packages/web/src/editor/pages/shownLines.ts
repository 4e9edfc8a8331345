import { blockOffset, type Page, type PageItem, type PageProfile } from '@coldopen/core/page'
import { type Block, shownKind } from '@coldopen/core/screenplay'
import { shownText } from '../elements/ElementKind.ts'
import { geometryOf } from '../elements/Geometry.ts'
import { lineStarts } from '../elements/LineCount.ts'

/** Where the lines of a stretch of a block start, as the browser wraps it when it stands on a page of its own. */
export const shownLines = (
  { kind, text }: Block,
  profile: PageProfile,
  from = 0,
  to = Infinity,
): readonly number[] => {
  const shown = shownKind(kind)
  const { columns } = geometryOf(profile)[shown]
  const stretch = from === 0 && to >= text.length ? text : text.slice(from, to).trimEnd()
  return lineStarts(shownText(shown, stretch), columns)
}

/** Lines of what an item of a page shows of its block. */
const itemLines = (page: Page, item: PageItem, profile: PageProfile): number => {
  if (item.unit.type === 'dual' || !('lines' in item)) return item.height
  const { print } = item.unit
  const start = item === page.items[0] ? page.start.at : 0
  const end = item.lines.at(-1)?.to ?? 0
  const isWhole = print.text.slice(end).trim() === ''
  const to = isWhole ? Infinity : blockOffset(print, end)
  return shownLines(print.block, profile, blockOffset(print, start), to).length
}

const known = new WeakMap<
  Page['items'],
  { readonly profile: PageProfile; readonly lines: number }
>()

/** Lines that what is printed on a page takes on the screen. Counted once per page. */
export const pageHeight = (page: Page, profile: PageProfile): number => {
  const found = known.get(page.items)
  if (found?.profile === profile) return found.lines
  const lines = page.items.reduce(
    (sum, item, i) => sum + (i === 0 ? 0 : item.unit.before) + itemLines(page, item, profile),
    page.continues === null ? 0 : 1,
  )
  known.set(page.items, { profile, lines })
  return lines
}

/** What is only shown, sections and notes, as lines on each page. */
export const unprintedLines = (
  pages: readonly Page[],
  blocks: readonly Block[],
  profile: PageProfile,
): readonly number[] => {
  const geometry = geometryOf(profile)
  const below = new Map<Block | null, number>()
  let last: Block | null = null
  for (const block of blocks) {
    const kind = shownKind(block.kind)
    if (kind in profile.shapes) last = block
    else
      below.set(
        last,
        (below.get(last) ?? 0) + geometry[kind].before + shownLines(block, profile).length,
      )
  }
  if (below.size === 0) return pages.map(() => 0)
  return pages.map(({ items }, i) => {
    let lines = i === 0 ? (below.get(null) ?? 0) : 0
    for (const { unit } of items)
      for (const { block } of unit.type === 'single' ? [unit.print] : unit.columns.flat())
        lines += below.get(block) ?? 0
    return lines
  })
}
