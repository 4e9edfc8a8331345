/**
 * The indices of a longest run of items in which each follows the one before (patience sorting). Null items are left
 * out.
 */
export const longestRun = <A>(
  items: readonly (A | null)[],
  follows: (left: A, right: A) => boolean,
): Set<number> => {
  const tails: number[] = []
  const before: number[] = []
  items.forEach((item, i) => {
    if (item === null) return
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const tail = items[tails[middle] ?? -1]
      if (tail !== undefined && tail !== null && follows(tail, item)) low = middle + 1
      else high = middle
    }
    before[i] = tails[low - 1] ?? -1
    tails[low] = i
  })
  const kept = new Set<number>()
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) kept.add(i)
  return kept
}
