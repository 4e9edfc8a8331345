import type { BlockId } from '../../id/Id.ts'
import type { Block } from '../../screenplay/Block.ts'
import type { Page, PagePlace } from './Page.ts'
import type { PageProfile } from './PageProfile.ts'
import { type LockedStarts, movedStarts, noLockedStarts, sameStarts } from './LockedStart.ts'
import { type PageUnit, pageUnits } from './PageUnit.ts'
import { fillPage } from './Paginate.ts'
import { type PrintBlock, printBlock } from './PrintBlock.ts'

/** Pages of a script that changes: what a change does not touch is kept from the time before. */
export interface Paginator {
  /**
   * The pages of the script as it is now. A block object that was given before is taken to be unchanged, and a page
   * that neither changed nor moved among the others is the same object as before. `starts`: where locked pages begin.
   */
  update(blocks: readonly Block[], starts?: LockedStarts): readonly Page[]
}

export const makePaginator = (profile: PageProfile): Paginator => {
  const print = rememberingPrinter()
  let known: readonly Block[] = []
  let locked = noLockedStarts
  let units: readonly PageUnit[] = []
  let pages: readonly Page[] = []
  return {
    update: (blocks, starts = noLockedStarts) => {
      const moved = movedStarts(locked, starts)
      const make: MakeUnits = (part, isStart) => pageUnits(part, profile, print, isStart, starts)
      const before = locked
      const isLocked = (id: BlockId) => before.has(id) || starts.has(id)
      const change = changedUnits({ known, units }, blocks, moved, make, isLocked)
      known = blocks
      locked = starts
      if (change === null) return pages
      pages = repaginate(pages, change, units.length, profile.lines)
      units = change.units
      return pages
    },
  }
}

interface KnownUnits {
  readonly known: readonly Block[]
  readonly units: readonly PageUnit[]
}

/** The units of a script as it is now, and how many of them are those of before, from either end. */
interface UnitChange {
  readonly units: readonly PageUnit[]
  readonly head: number
  readonly tail: number
}

type MakeUnits = (blocks: readonly Block[], isStart: boolean) => readonly PageUnit[]

interface Ends {
  readonly head: number
  readonly tail: number
}

/** Ends of a script in which no other locked page begins than before. */
const without = (moved: ReadonlySet<BlockId>, blocks: readonly Block[], ends: Ends): Ends => {
  if (moved.size === 0) return ends
  const end = blocks.length - ends.tail
  const inside = new Set(blocks.slice(ends.head, end).map(({ id }) => id))
  if ([...moved].every((id) => inside.has(id))) return ends
  const first = blocks.findIndex(({ id }) => moved.has(id))
  const last = blocks.findLastIndex(({ id }) => moved.has(id))
  if (first < 0) return ends
  return { head: Math.min(ends.head, first), tail: Math.min(ends.tail, blocks.length - 1 - last) }
}

/** Makes the units of the scenes around a change anew; null when nothing differs. */
const changedUnits = (
  { known, units }: KnownUnits,
  blocks: readonly Block[],
  moved: ReadonlySet<BlockId>,
  make: MakeUnits,
  isLocked: (id: BlockId) => boolean,
): UnitChange | null => {
  const { head, tail } = without(moved, blocks, sameEnds(known, blocks, Object.is))
  if (head === known.length && head === blocks.length) return null
  const script = { units, blocks, isLocked }
  const from = sceneBefore(script, head)
  const to = sceneAfter(script, blocks.length - tail, known.length - blocks.length)
  const middle = units.slice(from.unit, to.unit)
  const made = make(blocks.slice(from.block, to.block), from.unit === 0)
  const same = sameEnds(middle, made, sameUnit)
  if (same.head === middle.length && same.head === made.length) return null
  const first = from.unit + same.head
  const last = units.length - to.unit + same.tail
  const fresh = made.slice(same.head, made.length - same.tail)
  return {
    units: units.slice(0, first).concat(fresh, units.slice(units.length - last)),
    head: first,
    tail: last,
  }
}

/** A heading from which on units can be made without those above it, as block and as unit. */
interface SceneStart {
  readonly block: number
  readonly unit: number
}

/** The script as it is now, with the units of the time before. */
interface MadeScript {
  readonly units: readonly PageUnit[]
  readonly blocks: readonly Block[]
  /** A locked page begins in a block, or began. */
  readonly isLocked: (id: BlockId) => boolean
}

const blockOf = (unit: PageUnit | undefined): Block | undefined =>
  unit?.type === 'single' ? unit.print.block : undefined

/**
 * The unit of a heading right below something printed in which no locked page begins: no forced break, page, cue or speaker
 * reaches across it. -1 for another block. No unit stands further down than its block, `highest` at the most.
 */
const sceneStart = (
  { units, blocks, isLocked }: MadeScript,
  block: number,
  highest: number,
): number => {
  if (blocks[block]!.kind !== 'scene_heading' || isLocked(blocks[block - 1]!.id)) return -1
  let unit = Math.min(highest, units.length - 1)
  while (unit > 0 && blockOf(units[unit]) !== blocks[block]) unit -= 1
  return unit > 0 && blockOf(units[unit - 1]) === blocks[block - 1] ? unit : -1
}

const sceneBefore = (script: MadeScript, head: number): SceneStart => {
  for (let block = Math.min(head, script.blocks.length) - 1; block > 0; block -= 1) {
    const unit = sceneStart(script, block, block)
    if (unit > 0) return { block, unit }
  }
  return { block: 0, unit: 0 }
}

/** `shift`: how many blocks fewer there are now than before. */
const sceneAfter = (script: MadeScript, end: number, shift: number): SceneStart => {
  const { units, blocks } = script
  for (let block = end + 1; block < blocks.length; block += 1) {
    const unit = sceneStart(script, block, block + shift)
    if (unit > 0) return { block, unit }
  }
  return { block: blocks.length, unit: units.length }
}

const rememberingPrinter = (): typeof printBlock => {
  const known = new WeakMap<Block, { suffix: string; columns?: number; print: PrintBlock | null }>()
  return (block, profile, suffix = '', columns) => {
    const found = known.get(block)
    if (found !== undefined && found.suffix === suffix && found.columns === columns)
      return found.print
    const print = printBlock(block, profile, suffix, columns)
    known.set(block, { suffix, ...(columns === undefined ? {} : { columns }), print })
    return print
  }
}

const sameUnit = (a: PageUnit, b: PageUnit): boolean => {
  if (a.before !== b.before || a.newPage !== b.newPage || a.height !== b.height) return false
  if (!sameStarts(a.locked, b.locked)) return false
  if (a.type === 'single') return b.type === 'single' && a.print === b.print && a.cue === b.cue
  return b.type === 'dual' && a.columns.every((column, i) => sameColumn(column, b.columns[i]!))
}

const sameColumn = (a: readonly PrintBlock[], b: readonly PrintBlock[]): boolean =>
  a.length === b.length && a.every((print, i) => print === b[i])

/** How many elements are the same from the start, and of the others from the end. */
const sameEnds = <A>(
  old: readonly A[],
  fresh: readonly A[],
  same: (a: A, b: A) => boolean,
): Ends => {
  const least = Math.min(old.length, fresh.length)
  let head = 0
  while (head < least && same(old[head]!, fresh[head]!)) head += 1
  let tail = 0
  while (tail < least - head && same(old[old.length - 1 - tail]!, fresh[fresh.length - 1 - tail]!))
    tail += 1
  return { head, tail }
}

/** Pages anew from the first that looked at a changed unit to the first that begins where an old one did. */
const repaginate = (
  pages: readonly Page[],
  { units, head, tail }: UnitChange,
  unitsBefore: number,
  lines: number,
): readonly Page[] => {
  const shift = units.length - unitsBefore
  if (units.length === 0) return []
  const touched = Math.max(
    0,
    pages.findIndex(({ seen }) => seen >= head),
  )
  const made = pages.slice(0, touched)
  let start: PagePlace | null = pages[touched]?.start ?? { unit: 0, at: 0 }
  let ahead = made.length
  while (start !== null) {
    if (start.unit >= units.length - tail) {
      while (ahead < pages.length && isBefore(pages[ahead]!.start, start, shift)) ahead += 1
      if (ahead < pages.length && isAt(pages[ahead]!.start, start, shift))
        return [...made, ...pages.slice(ahead).map((page) => shifted(page, shift))]
    }
    const [page, next] = fillPage(units, start, lines)
    made.push(page)
    start = next
  }
  return made
}

const isBefore = (old: PagePlace, place: PagePlace, shift: number): boolean =>
  old.unit + shift < place.unit || (old.unit + shift === place.unit && old.at < place.at)

const isAt = (old: PagePlace, place: PagePlace, shift: number): boolean =>
  old.unit + shift === place.unit && old.at === place.at

const shifted = (page: Page, shift: number): Page =>
  shift === 0
    ? page
    : { ...page, start: { ...page.start, unit: page.start.unit + shift }, seen: page.seen + shift }
