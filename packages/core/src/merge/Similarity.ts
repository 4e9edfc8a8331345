import type { MergeBlock } from './MergeBlock.ts'
import { wordsOf } from './Words.ts'

/** A block with its words counted, so that it can be compared with many. */
export interface Compared {
  readonly block: MergeBlock
  readonly words: ReadonlyMap<string, number>
  readonly count: number
}

export const compared = (block: MergeBlock): Compared => {
  const words = new Map<string, number>()
  let count = 0
  for (const word of wordsOf(block.text.toLowerCase())) {
    if (!/[\p{L}\p{N}]/u.test(word)) continue
    words.set(word, (words.get(word) ?? 0) + 1)
    count += 1
  }
  return { block, words, count }
}

/** How much of two blocks' words is common, from 0 to 1 (Dice); 1 for the same text, empty text of one kind included. */
export const similarity = (left: Compared, right: Compared): number => {
  if (left.block.text === right.block.text)
    return left.block.text !== '' || left.block.kind === right.block.kind ? 1 : 0
  let common = 0
  for (const [word, count] of left.words) common += Math.min(count, right.words.get(word) ?? 0)
  return left.count + right.count === 0 ? 0 : (2 * common) / (left.count + right.count)
}
