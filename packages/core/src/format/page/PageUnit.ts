import type { Block } from '../../screenplay/Block.ts'
import { continued, saysContinued, speakerOf } from '../Continued.ts'
import { dualPairs } from '../fountain/DualCues.ts'
import { dualColumns } from './DualShape.ts'
import type { PageProfile } from './PageProfile.ts'
import { type PrintBlock, printBlock } from './PrintBlock.ts'

/** What page breaking knows of a stretch of script that is laid out as one: a block, or a pair of speeches. */
export type PageUnit = SingleUnit | DualUnit

interface UnitPlace {
  /** Blank lines before it. */
  readonly before: number
  /** Lines it takes. */
  readonly height: number
  /** It begins a page, by a forced break before it or by its element. */
  readonly newPage: boolean
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
): PageUnit[] => {
  const pairs = dualPairs(blocks)
  const units: PageUnit[] = []
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
      units.push(dualUnit(isStart && units.length === 0, columns, profile, forced))
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
    if (printed === null) continue
    if (printed.kind === 'character') cue = printed
    else if (!speech.has(printed.kind)) cue = null
    units.push({
      type: 'single',
      before: isStart && units.length === 0 ? 0 : blanksBefore(printed, cue, profile),
      height: printed.lines.length,
      newPage: forced || printed.shape.newPage,
      print: printed,
      cue,
      continued: goesOn,
    })
    forced = false
  }
  return units
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
): DualUnit => ({
  type: 'dual',
  before: first ? 0 : profile.shapes.character.before,
  height: Math.max(heightOf(columns[0]), heightOf(columns[1])),
  newPage,
  columns,
})
