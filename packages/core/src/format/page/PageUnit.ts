import type { Block } from '../../screenplay/Block.ts'
import { dualCues } from '../fountain/DualCues.ts'
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
}

/** Two speeches side by side. */
export interface DualUnit extends UnitPlace {
  readonly type: 'dual'
  readonly columns: readonly [readonly PrintBlock[], readonly PrintBlock[]]
}

const speech = new Set(['parenthetical', 'dialogue', 'lyrics'])

/** Lays a block out alone: `printBlock`, or one that remembers. */
export type Printer = typeof printBlock

/** A script as units, in order. What is not printed has none. */
export const pageUnits = (
  blocks: readonly Block[],
  profile: PageProfile,
  print: Printer = printBlock,
): PageUnit[] => {
  const seconds = dualCues(blocks)
  const firsts = firstsOfPairs(blocks, seconds)
  const units: PageUnit[] = []
  let forced = false
  let cue: PrintBlock | null = null
  let speaker = ''
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index]!
    if (block.kind === 'page_break') forced = true
    const pair = firsts.get(index)
    if (pair !== undefined) {
      const columns = [
        columnOf(blocks.slice(index, pair), profile, print),
        columnOf(blocks.slice(pair, speechEnd(blocks, pair)), profile, print),
      ] as const
      units.push(dualUnit(units.length === 0, columns, profile, forced))
      index = speechEnd(blocks, pair) - 1
      forced = false
      cue = null
      speaker = ''
      continue
    }
    if (block.kind === 'scene_heading') speaker = ''
    const name = block.kind === 'character' ? nameOf(block.text) : ''
    const goesOn = profile.continueds && name !== '' && name === speaker && !says(block.text)
    const printed = print(block, profile, goesOn ? continued : '')
    if (name !== '') speaker = name
    if (printed === null) continue
    if (printed.kind === 'character') cue = printed
    else if (!speech.has(printed.kind)) cue = null
    units.push({
      type: 'single',
      before: units.length === 0 ? 0 : blanksBefore(printed, cue, profile),
      height: printed.lines.length,
      newPage: forced || printed.shape.newPage,
      print: printed,
      cue,
    })
    forced = false
  }
  return units
}

/** What is added to the cue of a speaker who goes on. */
export const continued = " (CONT'D)"

const says = (cue: string): boolean => /\(\s*cont['\u2019]?d\.?\s*\)/iu.test(cue)

/** The cue of a speech that goes on at the top of a page. */
export const continuedCue = (cue: PrintBlock): string => {
  const text = cue.text.replaceAll('\n', ' ')
  return says(text) ? text : text + continued
}

/** Who speaks, without what stands in parentheses. */
const nameOf = (cue: string): string => cue.replace(/\(.*$/su, '').trim().toUpperCase()

/** Lyrics within a speech stand under it like dialogue; elsewhere they are a paragraph. */
const blanksBefore = (print: PrintBlock, cue: PrintBlock | null, profile: PageProfile): number => {
  const { before } = print.shape
  const own = print.kind === 'lyrics' && cue === null ? 1 : before
  const { gap } = print.block.attrs
  const blanks = typeof gap === 'string' ? gap.split('\n').length - 1 : 0
  return profile.keepGaps && own > 0 ? Math.max(own, blanks) : own
}

const speechEnd = (blocks: readonly Block[], cue: number): number => {
  let end = cue + 1
  while (end < blocks.length && (speech.has(blocks[end]!.kind) || isAside(blocks[end]!.kind)))
    end += 1
  return end
}

const isAside = (kind: string): boolean => kind === 'note' || kind === 'boneyard'

/** The first cue of each pair, with the second. */
const firstsOfPairs = (
  blocks: readonly Block[],
  seconds: ReadonlySet<number>,
): ReadonlyMap<number, number> => {
  const firsts = new Map<number, number>()
  for (const second of seconds) {
    let first = second - 1
    while (first > 0 && blocks[first]!.kind !== 'character') first -= 1
    firsts.set(first, second)
  }
  return firsts
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
