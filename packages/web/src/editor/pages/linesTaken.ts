import { blockOffset, type Page, type PageItem, type PageProfile } from '@coldopen/core/page'
import type { BlockId } from '@coldopen/core/id'
import type { Node } from 'prosemirror-model'
import { blockKind, shownText } from '../elements/ElementKind.ts'
import { geometryOf } from '../elements/Geometry.ts'
import { lineCounts, lineStarts } from '../elements/LineCount.ts'
import type { PlacedBlock } from './PlacedBlock.ts'

interface TakenJob {
  readonly pages: readonly Page[]
  readonly blocks: ReadonlyMap<BlockId, PlacedBlock>
  readonly profile: PageProfile
}

/** Lines of a stretch of a block as the browser wraps it, when it stands on a page of its own. */
export const stretchLines = (
  node: Node,
  from: number,
  to: number,
  profile: PageProfile,
): number => {
  if (from === 0 && to >= node.content.size) return lineCounts(profile).starts(node).length
  const kind = blockKind(node)
  const { columns, hang } = geometryOf(profile)[kind]
  const text = shownText(kind, node.textContent.slice(from, to).trimEnd())
  return lineStarts(text, columns, from === 0 ? hang : 0).length
}

/** From where to where of its block's text an item of a page is. */
export const stretchOf = (page: Page, item: PageItem): readonly [from: number, to: number] => {
  if (item.unit.type === 'dual' || !('lines' in item)) return [0, Infinity]
  const { print } = item.unit
  const start = item === page.items[0] ? page.start.at : 0
  const end = item.lines.at(-1)?.to ?? 0
  const isWhole = print.text.slice(end).trim() === ''
  return [blockOffset(print, start), isWhole ? Infinity : blockOffset(print, end)]
}

/**
 * How many lines each page takes on the screen: what is printed, wrapped by the browser, and the notes and sections
 * that are only shown.
 */
export const linesTaken = ({ pages, blocks, profile }: TakenJob): readonly number[] => {
  const taken = pages.map(() => 0)
  const pageOf = new Map<BlockId, number>()
  pages.forEach((page, i) => {
    let lines = page.continues === null ? 0 : 1
    page.items.forEach((item, at) => {
      const { unit } = item
      if (at > 0) lines += unit.before
      if (unit.type === 'dual') {
        lines += item.height
        for (const column of unit.columns) for (const { block } of column) pageOf.set(block.id, i)
        return
      }
      const { block } = unit.print
      pageOf.set(block.id, i)
      const placed = blocks.get(block.id)
      if (placed !== undefined)
        lines += stretchLines(placed.node, ...stretchOf(page, item), profile)
    })
    taken[i] = lines
  })
  let page = 0
  for (const [id, { node }] of blocks) {
    const printedOn = pageOf.get(id)
    if (printedOn !== undefined) page = printedOn
    else if (page < taken.length) taken[page]! += lineCounts(profile).block(node)
  }
  return taken
}
