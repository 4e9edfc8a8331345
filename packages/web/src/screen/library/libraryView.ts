import type { ProjectRow } from '@coldopen/sync/client'

export const sorts = ['changed', 'title', 'created', 'scenes'] as const
/** The order of the library: last change, title, creation, or number of scenes. */
export type Sort = (typeof sorts)[number]

export interface LibraryQuery {
  readonly text: string
  readonly sort: Sort
  /** Shows the archived projects instead of the others. */
  readonly archived: boolean
}

/** Case and accents do not matter to someone looking for a title. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const byTitle = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Times as the engine writes them sort by their characters; no collation is needed. */
const later = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1)

const orders: { readonly [S in Sort]: (a: ProjectRow, b: ProjectRow) => number } = {
  changed: (a, b) => later(a.updatedAt, b.updatedAt),
  created: (a, b) => later(a.createdAt, b.createdAt),
  title: (a, b) => byTitle.compare(a.title, b.title),
  scenes: (a, b) => b.sceneCount - a.sceneCount,
}

/** The rows a query shows, in its order; every word of the text must be in the title. */
export const libraryView = (
  rows: readonly ProjectRow[],
  query: LibraryQuery,
): readonly ProjectRow[] => {
  const words = plain(query.text).split(/\s+/u).filter(Boolean)
  return rows
    .filter((row) => row.archived === query.archived)
    .filter((row) => {
      if (words.length === 0) return true
      const title = plain(row.title)
      return words.every((word) => title.includes(word))
    })
    .toSorted((a, b) => orders[query.sort](a, b) || byTitle.compare(a.title, b.title))
}
