import type { BlockId } from '@coldopen/core/id'
import type { Page, PageItem, PageProfile } from '@coldopen/core/page'
import { blockOffset } from '@coldopen/core/page'
import type { PageView } from './PageChoice.ts'
import type { PlacedBlock } from './PlacedBlock.ts'
import { linesTaken } from './linesTaken.ts'
import { type BreakMark, makePencil, type Pencil } from './pencil.ts'
import { gapAbove, sheetOf } from './Sheet.ts'

interface BreakJob {
  readonly pages: readonly Page[]
  readonly blocks: ReadonlyMap<BlockId, PlacedBlock>
  readonly profile: PageProfile
  readonly view: PageView
}

interface Breaks {
  readonly marks: readonly BreakMark[]
  /** The position at which each page begins. */
  readonly starts: readonly number[]
  /** Lines of paper below the script. */
  readonly tail: number
}

const firstBlock = ({ blocks }: BreakJob, { unit }: PageItem): PlacedBlock | undefined => {
  const block = unit.type === 'single' ? unit.print.block : unit.columns[0][0]?.block
  return block === undefined ? undefined : blocks.get(block.id)
}

/** What shows where pages begin. */
export const breakDecorations = (job: BreakJob): Breaks => {
  const { pages, profile, view } = job
  const pencil = makePencil(profile)
  const taken = linesTaken(job)
  const starts = pages.map((page, i) => {
    for (const [at, item] of page.items.entries()) drawItem(pencil, job, item, at === 0)
    const before = pages[i - 1]
    if (before === undefined) return drawFirst(pencil, job, page)
    return drawBreak(pencil, job, { page, number: i + 1, before, taken: taken[i - 1]! })
  })
  const { lines, top } = sheetOf(profile)
  const tail = view === 'page' ? Math.max(1, lines - top - (taken.at(-1) ?? 0)) : 0
  return { marks: pencil.marks(), starts, tail }
}

const drawFirst = (pencil: Pencil, job: BreakJob, page: Page): number => {
  const placed = firstBlock(job, page.items[0]!)
  if (placed !== undefined && job.view === 'page') pencil.before(placed, 0)
  return 0
}

interface Break {
  readonly page: Page
  readonly number: number
  readonly before: Page
  /** Lines the page before it takes. */
  readonly taken: number
}

const drawBreak = (
  pencil: Pencil,
  job: BreakJob,
  { page, number, before, taken }: Break,
): number => {
  const item = page.items[0]!
  const placed = firstBlock(job, item)
  if (placed === undefined) return 0
  const { unit } = item
  const isParted = page.start.at > 0
  if (unit.type === 'dual' && isParted) return placed.position + placed.node.nodeSize
  const offset = unit.type === 'single' ? blockOffset(unit.print, page.start.at) : 0
  const { more } = before
  if (job.view === 'draft') {
    const label = more === null ? `\n${number}.` : `(MORE)\n(CONT'D)  ${number}.`
    if (isParted) pencil.lineWithin(placed, offset, label)
    else pencil.lineAbove(placed, label)
  } else {
    const gap = gapAbove({ continues: page.continues, more }, number, taken, job.profile)
    if (isParted) pencil.gapWithin(placed, offset, gap)
    else pencil.gapAbove(placed, gap)
  }
  return isParted ? placed.position + 1 + offset : placed.position
}

/** A cue that goes on, and blank lines that are not those of its element. */
const drawItem = (pencil: Pencil, job: BreakJob, { unit }: PageItem, first: boolean): void => {
  if (unit.type === 'dual') return
  const placed = job.blocks.get(unit.print.block.id)
  if (placed === undefined) return
  if (unit.continued) pencil.goesOn(placed)
  if (job.view === 'page' && !first) pencil.before(placed, unit.before)
}
