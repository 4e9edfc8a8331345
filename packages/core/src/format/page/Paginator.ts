import type { Block } from '../../screenplay/Block.ts'
import type { Page, PagePlace } from './Page.ts'
import type { PageProfile } from './PageProfile.ts'
import { type PageUnit, pageUnits } from './PageUnit.ts'
import { fillPage } from './Paginate.ts'
import { type PrintBlock, printBlock } from './PrintBlock.ts'

/** Pages of a script that changes: what a change does not touch is kept from the time before. */
export interface Paginator {
  /**
   * The pages of the script as it is now. A block object that was given before is taken to be unchanged, and a page
   * that neither changed nor moved among the others is the same object as before.
   */
  update(blocks: readonly Block[]): readonly Page[]
}

export const makePaginator = (profile: PageProfile): Paginator => {
  const printer = rememberingPrinter()
  let units: readonly PageUnit[] = []
  let pages: readonly Page[] = []
  return {
    update: (blocks) => {
      const fresh = keepUnits(units, pageUnits(blocks, profile, printer))
      if (fresh !== units) pages = repaginate(pages, units, fresh, profile.lines)
      units = fresh
      return pages
    },
  }
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

/** The new units with the old object wherever it says the same; the old array when nothing differs. */
const keepUnits = (old: readonly PageUnit[], fresh: readonly PageUnit[]): readonly PageUnit[] => {
  const { head, tail } = sameEnds(old, fresh, sameUnit)
  if (head === old.length && head === fresh.length) return old
  return [
    ...old.slice(0, head),
    ...fresh.slice(head, fresh.length - tail),
    ...old.slice(old.length - tail),
  ]
}

const sameUnit = (a: PageUnit, b: PageUnit): boolean => {
  if (a.before !== b.before || a.newPage !== b.newPage || a.height !== b.height) return false
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
): { readonly head: number; readonly tail: number } => {
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
  old: readonly PageUnit[],
  units: readonly PageUnit[],
  lines: number,
): readonly Page[] => {
  const { head, tail } = sameEnds(old, units, Object.is)
  const shift = units.length - old.length
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
