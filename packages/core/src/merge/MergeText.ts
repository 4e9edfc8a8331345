import { type Run, sameRuns, sliceRuns, textOf, tidyRuns } from '../screenplay/Run.ts'
import { type Hunk, hunksOf } from './Hunks.ts'
import { mergeMarks } from './MergeMarks.ts'
import { wordsOf } from './Words.ts'

/** Whose words stand in the result. */
export type Kept = 'ours' | 'theirs' | 'both'

/** Words that both sides changed, each in its own way. */
export interface TextClash {
  readonly base: string
  readonly ours: string
  readonly theirs: string
  readonly kept: Kept
}

export interface MergedText {
  readonly runs: readonly Run[]
  readonly clashes: readonly TextClash[]
}

/**
 * Merges two versions of a text word by word. Of words that both changed, ours stay; where one side only took words out,
 * the other's stay; where both only added, both stay, ours first.
 */
export const mergeText = (
  base: readonly Run[],
  ours: readonly Run[],
  theirs: readonly Run[],
): MergedText => {
  if (sameRuns(ours, theirs) || sameRuns(base, theirs)) return { runs: ours, clashes: [] }
  if (sameRuns(base, ours)) return { runs: theirs, clashes: [] }
  const before = versionOf(base)
  return sweep(before, sideOf(before, ours), sideOf(before, theirs))
}

interface Version {
  readonly runs: readonly Run[]
  readonly words: readonly string[]
  /** Where each word begins, in UTF-16 units, and where the last ends. */
  readonly offsets: readonly number[]
}

const versionOf = (runs: readonly Run[]): Version => {
  const words = wordsOf(textOf(runs))
  const offsets = [0]
  for (const { length } of words) offsets.push(offsets.at(-1)! + length)
  return { runs, words, offsets }
}

interface Side extends Version {
  readonly hunks: readonly Hunk[]
  /** The place of each word of the base that is unchanged here. */
  readonly places: readonly number[]
}

const sideOf = (base: Version, runs: readonly Run[]): Side => {
  const version = versionOf(runs)
  const hunks = hunksOf(base.words, version.words)
  const places: number[] = []
  let shift = 0
  let next = 0
  for (let i = 0; i < base.words.length; i += 1) {
    while (next < hunks.length && hunks[next]!.to <= i) {
      shift = hunks[next]!.sideTo - hunks[next]!.to
      next += 1
    }
    places[i] = i + shift
  }
  return { ...version, hunks, places }
}

const partOf = ({ runs, offsets }: Version, from: number, to: number): Run[] =>
  to <= from ? [] : sliceRuns(runs, offsets[from]!, offsets[to]!)

/** A change of either side, or changes of both that touch the same words. */
interface Region {
  readonly from: number
  readonly to: number
  readonly ours: readonly Hunk[]
  readonly theirs: readonly Hunk[]
}

const overlap = (region: Region, hunk: Hunk): boolean => {
  if (hunk.from < region.to) return true
  return region.from === region.to && hunk.from === hunk.to && hunk.from === region.to
}

const regionsOf = (ours: Side, theirs: Side): Region[] => {
  const all = [
    ...ours.hunks.map((hunk) => ({ hunk, mine: true })),
    ...theirs.hunks.map((hunk) => ({ hunk, mine: false })),
  ].sort((left, right) => left.hunk.from - right.hunk.from || left.hunk.to - right.hunk.to)
  const regions: Region[] = []
  for (const { hunk, mine } of all) {
    const last = regions.at(-1)
    const joins = last !== undefined && overlap(last, hunk)
    const region = joins ? last : { from: hunk.from, to: hunk.to, ours: [], theirs: [] }
    const grown = {
      ...region,
      to: Math.max(region.to, hunk.to),
      ours: mine ? [...region.ours, hunk] : region.ours,
      theirs: mine ? region.theirs : [...region.theirs, hunk],
    }
    if (joins) regions[regions.length - 1] = grown
    else regions.push(grown)
  }
  return regions
}

/** What a side has for a region: its changes, and the words between them. */
const saidBy = (side: Side, hunks: readonly Hunk[], { from, to }: Region): Run[] => {
  const said: Run[] = []
  let at = from
  const keepTo = (end: number) => {
    for (; at < end; at += 1) said.push(...partOf(side, side.places[at]!, side.places[at]! + 1))
  }
  for (const hunk of hunks) {
    keepTo(hunk.from)
    said.push(...partOf(side, hunk.sideFrom, hunk.sideTo))
    at = hunk.to
  }
  keepTo(to)
  return tidyRuns(said)
}

const keptOf = (base: string, ours: string, theirs: string): Kept => {
  if (base === '') return 'both'
  return ours.trim() === '' && theirs.trim() !== '' ? 'theirs' : 'ours'
}

const sweep = (base: Version, ours: Side, theirs: Side): MergedText => {
  const runs: Run[] = []
  const clashes: TextClash[] = []
  let at = 0
  const unchangedTo = (end: number) => {
    for (; at < end; at += 1)
      runs.push(
        ...mergeMarks(
          partOf(base, at, at + 1),
          partOf(ours, ours.places[at]!, ours.places[at]! + 1),
          partOf(theirs, theirs.places[at]!, theirs.places[at]! + 1),
        ),
      )
  }
  for (const region of regionsOf(ours, theirs)) {
    unchangedTo(region.from)
    at = region.to
    const mine = saidBy(ours, region.ours, region)
    const their = saidBy(theirs, region.theirs, region)
    if (region.theirs.length === 0 || textOf(mine) === textOf(their)) runs.push(...mine)
    else if (region.ours.length === 0) runs.push(...their)
    else {
      const texts = {
        base: textOf(partOf(base, region.from, region.to)),
        ours: textOf(mine),
        theirs: textOf(their),
      }
      const kept = keptOf(texts.base, texts.ours, texts.theirs)
      if (kept !== 'theirs') runs.push(...mine)
      if (kept !== 'ours') runs.push(...their)
      clashes.push({ ...texts, kept })
    }
  }
  unchangedTo(base.words.length)
  return { runs: tidyRuns(runs), clashes }
}
