import { type PageProfile, titlePageLines } from '@coldopen/core/page'
import type { Run, TitleEntry } from '@coldopen/core/screenplay'

interface Paper {
  runs(x: number, y: number, runs: readonly Run[]): void
}

const points = 72
const size = 12

/** Sets a title page on a sheet. */
export const printTitlePage = (
  paper: Paper,
  entries: readonly TitleEntry[],
  profile: PageProfile,
): void => {
  for (const { row, column, runs } of titlePageLines(entries, profile))
    paper.runs((column / 10) * points, profile.paper.top * points + row * size, runs)
}
