/** Where a caret at `at` in `before` belongs in `after`, when one stretch of the text was replaced. */
export const caretAfter = (before: string, after: string, at: number): number => {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head += 1
  if (at <= head) return at
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  return at >= before.length - tail ? at + after.length - before.length : after.length - tail
}
