import type { BlockId } from '../../id/Id.ts'
import type { Block } from '../../screenplay/Block.ts'
import { continued, saysContinued, speakerOf } from '../Continued.ts'
import { dualPairs } from '../fountain/DualCues.ts'
import { dualColumns } from './DualShape.ts'
import {
  type LockedStart,
  type LockedStarts,
  noLockedStarts,
  nowhereLocked,
} from './LockedStart.ts'
import type { PageProfile } from './PageProfile.ts'
import { type PrintBlock, printBlock, printOffset } from './PrintBlock.ts'

/** What page breaking knows of a stretch of script that is laid out as one: a block, or a pair of speeches. */
export type PageUnit = SingleUnit | DualUnit

interface UnitPlace {
  /** Blank lines before it. */
  readonly before: number
  /** Lines it takes. */
  readonly height: number
  /** It begins a page, by a forced break before it or by its element. */
  readonly newPage: boolean
  /** Locked pages that begin in it, by offsets of its printed text. */
  readonly locked: readonly LockedStart[]
}

export interface SingleUnit extends UnitPlace {
  readonly type: 'single'
  readonly print: PrintBlock
  /** The cue of the speech it belongs to; null outside of speeches. */
  readonly cue: PrintBlock | null
  /** A cue that is marked (CONT'D) because its speaker goes on. */
  readonly continued: boolean
}

/** Two speeches side by side. */
export interface DualUnit extends UnitPlace {
  readonly type: 'dual'
  readonly columns: readonly [readonly PrintBlock[], readonly PrintBlock[]]
}

const speech = new Set(['parenthetical', 'dialogue', 'lyrics'])

/** Lays a block out alone: `printBlock`, or one that remembers. */
export type Printer = typeof printBlock

/** A script, or scenes of one that are not its first, as units, in order. What is not printed has none. */
export const pageUnits = (
  blocks: readonly Block[],
  profile: PageProfile,
  print: Printer = printBlock,
  isStart = true,
  starts: LockedStarts = noLockedStarts,
): PageUnit[] => {
  const pairs = dualPairs(blocks)
  const units: PageUnit[] = []
  const locks = new LockedUnits(starts)
  let forced = false
  let cue: PrintBlock | null = null
  let speaker = ''
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index]!
    if (block.kind === 'page_break') forced = true
    const pair = pairs.get(index)
    if (pair !== undefined) {
      const columns = [
        columnOf(blocks.slice(pair.first, pair.second), profile, print),
        columnOf(blocks.slice(pair.second, pair.end), profile, print),
      ] as const
      for (const { id } of blocks.slice(index, pair.end)) locks.unprinted(id)
      const locked = locks.whole()
      units.push({ ...dualUnit(isStart && units.length === 0, columns, profile, forced), locked })
      index = pair.end - 1
      forced = false
      cue = null
      speaker = ''
      continue
    }
    if (block.kind === 'scene_heading') speaker = ''
    const name = block.kind === 'character' ? speakerOf(block.text) : ''
    const goesOn =
      profile.continueds && name !== '' && name === speaker && !saysContinued(block.text)
    const printed = print(block, profile, goesOn ? continued : '')
    if (name !== '') speaker = name
    if (printed === null) {
      locks.unprinted(block.id)
      continue
    }
    if (printed.kind === 'character') cue = printed
    else if (!speech.has(printed.kind)) cue = null
    units.push({
      type: 'single',
      before: isStart && units.length === 0 ? 0 : blanksBefore(printed, cue, profile),
      height: printed.lines.length,
      newPage: forced || printed.shape.newPage,
      locked: locks.within(printed),
      print: printed,
      cue,
      continued: goesOn,
    })
    forced = false
  }
  return units
}

/** Which locked pages begin in each unit, asked in order. */
class LockedUnits {
  readonly #starts: LockedStarts
  /** Begin with the next unit: what they began with is not printed. */
  #waiting: readonly string[] = []

  constructor(starts: LockedStarts) {
    this.#starts = starts
  }

  unprinted(id: BlockId): void {
    const starts = this.#starts.get(id)
    if (starts !== undefined)
      this.#waiting = [...this.#waiting, ...starts.map(({ number }) => number)]
  }

  /** Of a unit that no page begins within. */
  whole(): readonly LockedStart[] {
    if (this.#waiting.length === 0) return nowhereLocked
    const locked = this.#waiting.map((number) => ({ number, at: 0 }))
    this.#waiting = []
    return locked
  }

  within(print: PrintBlock): readonly LockedStart[] {
    const own = this.#starts.get(print.block.id)
    const before = this.whole()
    if (own === undefined) return before
    const starts = own
      .map(({ number, at }) => ({ number, at: wordAt(print, at) }))
      .toSorted((a, b) => a.at - b.at)
    const isBehind = ({ at }: LockedStart) => at > 0 && at >= print.text.length
    this.#waiting = starts.filter(isBehind).map(({ number }) => number)
    return [...before, ...starts.filter((start) => !isBehind(start))]
  }
}

/** The printed offset of the first word at or behind an offset of the block's text. */
const wordAt = (print: PrintBlock, at: number): number => {
  let offset = printOffset(print, at)
  while (offset > 0 && offset < print.text.length && /\s/u.test(print.text[offset]!)) offset += 1
  return offset
}

/** The cue of a speech that goes on at the top of a page. */
export const continuedCue = (cue: PrintBlock): string => {
  const text = cue.text.replaceAll('\n', ' ')
  return saysContinued(text) ? text : text + continued
}

/** Lyrics within a speech stand under it like dialogue; elsewhere they are a paragraph. */
const blanksBefore = (print: PrintBlock, cue: PrintBlock | null, profile: PageProfile): number => {
  const { before } = print.shape
  const own = print.kind === 'lyrics' && cue === null ? 1 : before
  const { gap } = print.block.attrs
  const blanks = typeof gap === 'string' ? gap.split('\n').length - 1 : 0
  return profile.keepGaps && own > 0 ? Math.max(own, blanks) : own
}

const columnOf = (blocks: readonly Block[], profile: PageProfile, print: Printer): PrintBlock[] =>
  blocks.flatMap((block) => print(block, profile, '', dualColumns(block.kind, profile)) ?? [])

const heightOf = (column: readonly PrintBlock[]): number =>
  column.reduce((height, { lines }) => height + lines.length, 0)

const dualUnit = (
  first: boolean,
  columns: DualUnit['columns'],
  profile: PageProfile,
  newPage: boolean,
): Omit<DualUnit, 'locked'> => ({
  type: 'dual',
  before: first ? 0 : profile.shapes.character.before,
  height: Math.max(heightOf(columns[0]), heightOf(columns[1])),
  newPage,
  columns,
})
