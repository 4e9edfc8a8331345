import { numbered } from '../../screenplay/NumberedScenes.ts'
import type { Page } from './Page.ts'

/**
 * What each page is called: 1, 2, 3 … where none is locked. A locked page keeps its number, what it runs over onto is 38A,
 * 38B; what follows the last locked page counts on. A page that several began with, the others being empty: `9-10`.
 */
export const pageNumbers = (pages: readonly Page[]): readonly string[] => {
  const given = pages.map(({ locked }) => locked.at(-1) ?? null)
  const last = given.findLastIndex((number) => number !== null)
  const numbers = numbered(given.slice(0, last + 1))
  const base = Number.parseInt(/\d+/u.exec(given[last] ?? '')?.[0] ?? '0', 10)
  return pages.map(({ locked }, i) => {
    if (i > last) return String(base + i - last)
    return locked.length > 1 ? `${locked[0]}-${locked.at(-1)}` : numbers[i]!
  })
}
