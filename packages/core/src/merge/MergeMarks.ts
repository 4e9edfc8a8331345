import { type Marks, type Run, sameMarks, tidyRuns } from '../screenplay/Run.ts'
import { equalityDeep } from 'lib0/function'

/** Marks of one stretch, each as whoever changed it has it; ours where both did. */
const marksOf = (base: Marks, ours: Marks, theirs: Marks): Marks => {
  const merged: Record<string, unknown> = {}
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const value = equalityDeep(ours[name], base[name]) ? theirs[name] : ours[name]
    if (value !== undefined) merged[name] = value
  }
  return merged
}

/** Three versions of one text that differ in their marks alone. */
export const mergeMarks = (
  base: readonly Run[],
  ours: readonly Run[],
  theirs: readonly Run[],
): Run[] => {
  const merged: Run[] = []
  const sides = [base, ours, theirs].map((runs) => ({ runs, at: 0, used: 0 }))
  for (;;) {
    const heads = sides.map(({ runs, at }) => runs[at])
    const [first, second, third] = heads
    if (first === undefined || second === undefined || third === undefined) return tidyRuns(merged)
    const length = Math.min(...sides.map(({ used }, i) => heads[i]!.text.length - used))
    const { used } = sides[1]!
    const marks = sameMarks(second.marks, third.marks)
      ? second.marks
      : marksOf(first.marks, second.marks, third.marks)
    merged.push({ text: second.text.slice(used, used + length), marks })
    sides.forEach((side, i) => {
      side.used += length
      if (side.used < heads[i]!.text.length) return
      side.at += 1
      side.used = 0
    })
  }
}
