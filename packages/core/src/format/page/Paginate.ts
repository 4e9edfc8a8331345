import { leastLines, mayPart, partParagraph, type Strictness, strictness } from './BreakRules.ts'
import { cueAbove, type Page, type PageItem, type PagePlace } from './Page.ts'
import type { PageUnit, SingleUnit } from './PageUnit.ts'
import { wrapText } from './WrapText.ts'

/** Units on pages of so many lines: greedy, each page as full as the rules of `BreakRules` let it be. */
export const paginate = (units: readonly PageUnit[], lines: number): Page[] => {
  const pages: Page[] = []
  let start: PagePlace | null = units.length === 0 ? null : { unit: 0, at: 0 }
  while (start !== null) {
    const [page, next] = fillPage(units, start, lines)
    pages.push(page)
    start = next
  }
  return pages
}

/** One page from a place on, and where the next begins; null after the last. */
export const fillPage = (
  units: readonly PageUnit[],
  start: PagePlace,
  lines: number,
): readonly [Page, PagePlace | null] => {
  const filling = new Filling(units, start, lines)
  for (let i = start.unit; i < units.length; i += 1) {
    const unit = units[i]!
    if (filling.items.length > 0 && (unit.newPage || unit.locked[0]?.at === 0))
      return filling.hasRoomToEnd(i) ? filling.endBefore(i, i) : filling.part(i)
    const cut = unit.locked.length === 0 ? null : nextCut(unit, i === start.unit ? start.at : 0)
    if (cut !== null) return filling.endWithin(i, cut) ?? filling.part(i)
    if (!filling.place(unit)) return filling.part(i)
  }
  return filling.endBefore(units.length, units.length)
}

/** Where within a unit the next locked page begins; null for none. */
const nextCut = ({ locked }: PageUnit, from: number): number | null =>
  locked.find(({ at }) => at > from)?.at ?? null

/** A page under way. */
class Filling {
  readonly items: PageItem[] = []
  readonly #units: readonly PageUnit[]
  readonly #start: PagePlace
  readonly #lines: number

  constructor(units: readonly PageUnit[], start: PagePlace, lines: number) {
    this.#units = units
    this.#start = start
    this.#lines = lines
  }

  /** Puts a unit, or what is left of the first, below the others; false when it does not fit. */
  place(unit: PageUnit): boolean {
    const item = this.#item(unit, this.items.length)
    if (item.row + item.height > this.#lines) return false
    this.items.push(item)
    return true
  }

  /** Ends the page before a unit that does not fit, within it, or as far above as the rules ask. */
  part(overflow: number): readonly [Page, PagePlace | null] {
    for (const strict of strictness) {
      for (let i = overflow; i >= this.#start.unit; i -= 1) {
        const parted = this.#partWithin(i, overflow, strict)
        if (parted !== null) return parted
        if (i > this.#start.unit && this.#mayEndBefore(i, overflow, strict))
          return this.endBefore(i, overflow)
      }
    }
    return this.endBefore(overflow, overflow)
  }

  /** Ends the page within a unit, where a locked page begins; null when what is above does not fit. */
  endWithin(index: number, at: number): readonly [Page, PagePlace] | null {
    const unit = this.#units[index]!
    const item = this.#item(unit, this.items.length)
    if (!('lines' in item)) return null
    const { text } = item.unit.print
    const end = text.slice(0, at).trimEnd().length
    const lines = item.lines
      .filter(({ from }) => from < at)
      .map(({ from, to }) => ({ from, to: Math.max(from, Math.min(to, end)) }))
    const more = cueAbove(unit) === null ? 0 : 1
    if (item.row + lines.length + more > this.#lines) return null
    const kept = { ...item, lines, height: lines.length }
    return this.#end([...this.items, kept], { unit: index, at }, index)
  }

  /** Whether the page may end before a unit: where a speech goes on overleaf, (MORE) takes a line. */
  hasRoomToEnd(index: number): boolean {
    return cueAbove(this.#units[index]) === null || this.#usedBy(this.items.length) < this.#lines
  }

  endBefore(unit: number, seen: number): readonly [Page, PagePlace | null] {
    const items = this.items.slice(0, unit - this.#start.unit)
    return this.#end(items, unit === this.#units.length ? null : { unit, at: 0 }, seen)
  }

  #item(unit: PageUnit, count: number): PageItem {
    const row = this.#usedBy(count) + (count === 0 ? 0 : unit.before)
    const at = count === 0 ? this.#start.at : 0
    if (unit.type === 'dual') return { unit, row, height: unit.height - at, passed: at }
    const { text, shape, lines } = unit.print
    const left = at === 0 ? lines : wrapText(text, shape.columns, at)
    return { unit, row, height: left.length, lines: left }
  }

  /** Lines taken by the first so many items, and by the cue that goes on above them. */
  #usedBy(count: number): number {
    const last = this.items[count - 1]
    if (last !== undefined) return last.row + last.height
    return cueAbove(this.#units[this.#start.unit]) === null ? 0 : 1
  }

  #partWithin(
    index: number,
    overflow: number,
    strict: Strictness,
  ): readonly [Page, PagePlace] | null {
    const unit = this.#units[index]!
    const count = index - this.#start.unit
    const item = this.items[count] ?? this.#item(unit, count)
    const cue = cueAbove(unit)
    const room = this.#lines - item.row - (cue === null ? 0 : 1)
    const above = this.items.slice(0, count)
    if (!('lines' in item)) {
      if (strict !== 'anywhere' || room < 1 || item.height < 2) return null
      const height = Math.min(room, item.height - 1)
      const next = { unit: index, at: item.passed + height }
      return this.#end([...above, { ...item, height }], next, overflow)
    }
    const least = {
      kept: cue === null ? leastLines : Math.max(1, leastLines - this.#spokenAbove(index)),
      rest: cue === null ? leastLines : Math.max(1, leastLines - this.#speechBelow(index)),
    }
    const parting = partParagraph(item.unit, item.lines, room, strict, least)
    if (parting === null) return null
    const kept = { ...item, lines: parting.kept, height: parting.kept.length }
    return this.#end([...above, kept], { unit: index, at: parting.next }, overflow)
  }

  #mayEndBefore(index: number, overflow: number, strict: Strictness): boolean {
    const [above, below] = [this.#units[index - 1]!, this.#units[index]!]
    if (!mayPart(above, below, strict)) return false
    const used = this.#usedBy(index - this.#start.unit)
    if (cueAbove(below) !== null) {
      if (used >= this.#lines) return false
      if (strict === 'anywhere') return true
      const after = below.height + this.#speechBelow(index)
      if (this.#spokenAbove(index) < leastLines || after < leastLines) return false
    }
    const wasteful = used < this.#lines / 2 && this.#units[overflow]!.type === 'single'
    return strict !== 'sentences' || !wasteful
  }

  /** Lines of dialogue of a unit's speech that stand on this page above it. */
  #spokenAbove(index: number): number {
    const cue = cueAbove(this.#units[index])
    let spoken = 0
    for (let i = index - 1; i >= this.#start.unit; i -= 1) {
      const unit = this.#units[i]!
      if (cueAbove(unit) !== cue) break
      const { kind } = (unit as SingleUnit).print
      if (kind !== 'parenthetical') spoken += this.items[i - this.#start.unit]!.height
    }
    return spoken
  }

  /** Lines of a unit's speech that follow it. */
  #speechBelow(index: number): number {
    const cue = cueAbove(this.#units[index])
    let below = 0
    for (let i = index + 1; i < this.#units.length; i += 1) {
      if (cueAbove(this.#units[i]) !== cue) break
      below += this.#units[i]!.height
    }
    return below
  }

  #end<P extends PagePlace | null>(
    items: readonly PageItem[],
    next: P,
    seen: number,
  ): readonly [Page, P] {
    const start = this.#start
    const last = items.at(-1)
    const more = next === null ? null : cueAbove(this.#units[next.unit])
    const used = last === undefined ? 0 : last.row + last.height + (more === null ? 0 : 1)
    const continues = cueAbove(this.#units[start.unit])
    return [{ start, items, locked: this.#lockedHere(), used, continues, more, seen }, next]
  }

  /** The numbers of the locked pages that begin where this one does. */
  #lockedHere(): readonly string[] {
    const { unit, at } = this.#start
    const { locked } = this.#units[unit]!
    return locked.length === 0
      ? unlocked
      : locked.filter((start) => start.at === at).map(({ number }) => number)
  }
}

const unlocked: readonly string[] = []
