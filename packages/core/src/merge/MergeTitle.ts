import { textOf, toRuns } from '../screenplay/Run.ts'
import type { TitleEntry } from '../screenplay/TitlePage.ts'
import type { Clash } from './MergeLine.ts'
import { mergeText } from './MergeText.ts'

type TitlePage = readonly TitleEntry[]

interface MergedTitle {
  readonly titlePage: TitlePage
  readonly clashes: readonly Clash[]
}

const textIn = (page: TitlePage, key: string): string | null =>
  page.find((entry) => entry.key.toLowerCase() === key.toLowerCase())?.text ?? null

/** Merges title pages entry by entry: those of ours in their order, then what theirs added. */
export const mergeTitle = (base: TitlePage, ours: TitlePage, theirs: TitlePage): MergedTitle => {
  const clashes: Clash[] = []
  const added = theirs.filter(({ key }) => textIn(ours, key) === null)
  const titlePage = [...ours, ...added].flatMap(({ key }): TitleEntry[] => {
    const [was, mine, their] = [base, ours, theirs].map((page) => textIn(page, key))
    const clash = (kept: 'ours' | 'theirs') =>
      clashes.push({ what: 'title', name: key, base: was!, ours: mine!, theirs: their!, kept })
    if (mine === null || their === null) {
      const left = mine ?? their
      if (left === was) return []
      if (was !== null) clash(mine === null ? 'theirs' : 'ours')
      return [{ key, text: left! }]
    }
    const merged = mergeText(toRuns(was ?? ''), toRuns(mine!), toRuns(their!))
    for (const words of merged.clashes) clashes.push({ what: 'title', name: key, ...words })
    return [{ key, text: textOf(merged.runs) }]
  })
  return { titlePage, clashes }
}
