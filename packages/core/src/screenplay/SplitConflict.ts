import type * as Y from 'yjs'
import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import type { BlockId } from '../id/Id.ts'
import { blockText } from './BlockText.ts'
import { textRegister, visibleBlocks } from './Registers.ts'
import { textOf } from './Run.ts'
import type { Script } from './Script.ts'
import { parseSplitMark } from './SplitMark.ts'
import { charactersOf } from './TextCharacters.ts'
import { runsOf, safeOffset } from './TextRegister.ts'

/** What two writers did to one line at once, of whom at least one split it. */
export type SplitConflict = StrayWords | RepeatedTail

/** Words that were typed in the tail of a line while it was being split: they stayed in the first half. */
export interface StrayWords {
  readonly kind: 'stray-words'
  /** The first half, where the words are, at its end. */
  readonly source: BlockId
  /** The second half, where they belong, and the offset there. */
  readonly block: BlockId
  readonly offset: number
  readonly text: string
}

/** A line that was split twice at once: a part of it stands in both second halves. */
export interface RepeatedTail {
  readonly kind: 'repeated-tail'
  readonly source: BlockId
  /** The longer second half, and the shorter one, whose words it repeats. */
  readonly block: BlockId
  readonly repeats: BlockId
  readonly text: string
}

/** A visible second half with what its split took: ranks of the first and last character in the source. */
interface Tail {
  readonly source: BlockId
  readonly block: BlockId
  readonly first: number
  readonly last: number
  readonly text: string
}

const tailsOf = (doc: Y.Doc): Map<BlockId, Tail[]> => {
  const tails = new Map<BlockId, Tail[]>()
  for (const [block, registers] of visibleBlocks(doc)) {
    const mark = parseSplitMark(registers.get('s'))
    const source = mark === null ? null : blockText(doc, mark.source)
    const text = textRegister(registers)
    if (mark === null || source === null || text === undefined) continue
    const characters = charactersOf(source)
    const [first, last] = [characters.rankOf(mark.first), characters.rankOf(mark.last)]
    if (first === undefined || last === undefined) continue
    const tail = { source: mark.source, block, first, last, text: textOf(runsOf(text)) }
    tails.set(mark.source, [...(tails.get(mark.source) ?? []), tail])
  }
  return tails
}

const strayWords = (doc: Y.Doc, tails: readonly Tail[]): StrayWords[] => {
  const source = tails[0] === undefined ? null : blockText(doc, tails[0].source)
  if (source === null) return []
  const from = Math.min(...tails.map((tail) => tail.first))
  return charactersOf(source)
    .visibleFrom(from)
    .flatMap(({ rank, text }) => {
      // The words belong to the tail that begins last before them.
      const tail = tails
        .filter(({ first }) => first < rank)
        .toSorted((a, b) => b.first - a.first)[0]
      if (tail === undefined) return []
      const offset = safeOffset(tail.text, rank - tail.first)
      return [{ kind: 'stray-words', source: tail.source, block: tail.block, offset, text }]
    })
}

const repeatedTails = (tails: readonly Tail[]): RepeatedTail[] =>
  tails.flatMap((longer) =>
    tails.flatMap((shorter): RepeatedTail[] => {
      const inside = longer.first < shorter.first && shorter.first <= longer.last
      const text = shorter.text
      if (!inside || text === '' || !longer.text.endsWith(text)) return []
      const { source, block } = longer
      return [{ kind: 'repeated-tail', source, block, repeats: shorter.block, text }]
    }),
  )

/** What concurrent splits left to decide. Found in the registers alone; empty once somebody put it right. */
export const splitConflicts = (doc: Y.Doc): SplitConflict[] =>
  [...tailsOf(doc).values()].flatMap((tails): SplitConflict[] => [
    ...strayWords(doc, tails),
    ...repeatedTails(tails),
  ])

/** Takes stray words to the half they belong to. */
export const adoptStrayWords = (script: Script, stray: StrayWords): void => {
  const [from, to] = [blockText(script.doc, stray.source), blockText(script.doc, stray.block)]
  if (from === null || to === null) return
  const at = textOf(runsOf(from)).lastIndexOf(stray.text)
  if (at < 0) return
  edit(script.doc, origins.edit, () => {
    from.delete(at, stray.text.length)
    to.insert(safeOffset(textOf(runsOf(to)), stray.offset), stray.text)
  })
}
