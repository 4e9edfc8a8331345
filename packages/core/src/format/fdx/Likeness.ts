import { commonItems } from '../../merge/CommonItems.ts'
import type { BlockDraft } from '../../screenplay/Block.ts'
import { textOf, toRuns } from '../../screenplay/Run.ts'
import type { FdxState } from './MergeFdx.ts'

const linesOf = (blocks: readonly BlockDraft[]): string[] =>
  blocks.flatMap(({ text }) => textOf(toRuns(text)).trim().toUpperCase() || [])

/** How much of a script is in a file, line by line and in order, from 0 to 1. */
export const likeness = (state: FdxState, file: FdxState): number => {
  const [own, other] = [linesOf(state.blocks), linesOf(file.blocks)]
  const longest = Math.max(own.length, other.length)
  return longest === 0 ? 1 : commonItems(own, other).length / longest
}
