import { commonItems } from './CommonItems.ts'

/** A stretch of words that another version of the text has otherwise: places in the base, and in that version. */
export interface Hunk {
  readonly from: number
  readonly to: number
  readonly sideFrom: number
  readonly sideTo: number
}

/** How a version of a text differs from its base. Changes with nothing but white space between them are one. */
export const hunksOf = (base: readonly string[], side: readonly string[]): Hunk[] => {
  const hunks: Hunk[] = []
  let [from, sideFrom] = [0, 0]
  const close = (to: number, sideTo: number): void => {
    if (to === from && sideTo === sideFrom) return
    const last = hunks.at(-1)
    const joins =
      last !== undefined &&
      last.to < from &&
      base.slice(last.to, from).every((word) => word.trim() === '')
    if (joins) hunks[hunks.length - 1] = { ...last, to, sideTo }
    else hunks.push({ from, to, sideFrom, sideTo })
  }
  for (const [i, j] of commonItems(base, side)) {
    close(i, j)
    ;[from, sideFrom] = [i + 1, j + 1]
  }
  close(base.length, side.length)
  return hunks
}
