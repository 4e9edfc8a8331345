import { longestRun } from '../screenplay/LongestRun.ts'

/** The places of one item in two sequences. */
export type Pair = readonly [left: number, right: number]

/** Largest stretch without an anchor that is aligned exactly, as product of its two lengths. */
const largestTable = 1_000_000

/**
 * Items common to two sequences, in the order of both. Items that stand once in both are anchors (patience diff); what
 * lies between two anchors is aligned exactly while it is small.
 */
export const commonItems = (left: readonly string[], right: readonly string[]): Pair[] => {
  const pairs: Pair[] = []
  align(left, right, { left: 0, right: 0, leftEnd: left.length, rightEnd: right.length }, pairs)
  return pairs
}

interface Range {
  readonly left: number
  readonly right: number
  readonly leftEnd: number
  readonly rightEnd: number
}

const align = (
  left: readonly string[],
  right: readonly string[],
  range: Range,
  pairs: Pair[],
): void => {
  let { left: i, right: j, leftEnd, rightEnd } = range
  while (i < leftEnd && j < rightEnd && left[i] === right[j]) pairs.push([i++, j++])
  const tail: Pair[] = []
  while (leftEnd > i && rightEnd > j && left[leftEnd - 1] === right[rightEnd - 1])
    tail.push([--leftEnd, --rightEnd])
  if (i < leftEnd && j < rightEnd) {
    const found = anchors(left, right, { left: i, right: j, leftEnd, rightEnd })
    if (found.length === 0)
      pairs.push(...exact(left, right, { left: i, right: j, leftEnd, rightEnd }))
    for (const [at, to] of found) {
      align(left, right, { left: i, right: j, leftEnd: at, rightEnd: to }, pairs)
      pairs.push([at, to])
      ;[i, j] = [at + 1, to + 1]
    }
    if (found.length > 0) align(left, right, { left: i, right: j, leftEnd, rightEnd }, pairs)
  }
  pairs.push(...tail.toReversed())
}

/** Where each item of a stretch stands; -1 for one that stands there more than once. */
const places = (items: readonly string[], from: number, to: number): Map<string, number> => {
  const found = new Map<string, number>()
  for (let i = from; i < to; i += 1) found.set(items[i]!, found.has(items[i]!) ? -1 : i)
  return found
}

const anchors = (left: readonly string[], right: readonly string[], range: Range): Pair[] => {
  const there = places(right, range.right, range.rightEnd)
  const once: Pair[] = []
  for (const [item, i] of places(left, range.left, range.leftEnd)) {
    const j = there.get(item) ?? -1
    if (i >= 0 && j >= 0) once.push([i, j])
  }
  const kept = longestRun(once, (one, next) => one[1] < next[1])
  return once.filter((_pair, i) => kept.has(i))
}

/** The longest common subsequence; of a stretch too large for that, the first in order. */
const exact = (left: readonly string[], right: readonly string[], range: Range): Pair[] => {
  const [rows, columns] = [range.leftEnd - range.left, range.rightEnd - range.right]
  if (rows * columns > largestTable) return firstInOrder(left, right, range)
  const lengths = new Uint32Array((rows + 1) * (columns + 1))
  const at = (i: number, j: number) => i * (columns + 1) + j
  const same = (i: number, j: number) => left[range.left + i] === right[range.right + j]
  for (let i = rows - 1; i >= 0; i -= 1)
    for (let j = columns - 1; j >= 0; j -= 1)
      lengths[at(i, j)] = same(i, j)
        ? lengths[at(i + 1, j + 1)]! + 1
        : Math.max(lengths[at(i + 1, j)]!, lengths[at(i, j + 1)]!)
  const pairs: Pair[] = []
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (same(i, j)) pairs.push([range.left + i++, range.right + j++])
    else if (lengths[at(i + 1, j)]! >= lengths[at(i, j + 1)]!) i += 1
    else j += 1
  }
  return pairs
}

const firstInOrder = (left: readonly string[], right: readonly string[], range: Range): Pair[] => {
  const queues = new Map<string, number[]>()
  for (let j = range.right; j < range.rightEnd; j += 1)
    queues.set(right[j]!, [...(queues.get(right[j]!) ?? []), j])
  const pairs: Pair[] = []
  let last = -1
  for (let i = range.left; i < range.leftEnd; i += 1) {
    const j = queues.get(left[i]!)?.find((place) => place > last)
    if (j === undefined) continue
    pairs.push([i, j])
    last = j
  }
  return pairs
}
