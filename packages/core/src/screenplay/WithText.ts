import { type Run, sliceRuns, textOf, tidyRuns } from './Run.ts'
import { commonEnds } from './TextRegister.ts'

/** Runs that read as the text: what stands before and after the stretch that differs keeps its marks, the rest has none. */
export const withText = (runs: readonly Run[], text: string): Run[] => {
  const old = textOf(runs)
  const { head, tail } = commonEnds(old, text)
  return tidyRuns([
    ...sliceRuns(runs, 0, head),
    { text: text.slice(head, text.length - tail), marks: {} },
    ...sliceRuns(runs, old.length - tail, old.length),
  ])
}
