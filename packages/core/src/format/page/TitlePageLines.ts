import type { Run } from '../../screenplay/Run.ts'
import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import type { PageProfile } from './PageProfile.ts'
import { wrapText } from './WrapText.ts'

/** A line of the title page. Rows count from 0 at the top of the text area, columns from the paper's left edge; both may be parts. */
export interface TitleLine {
  readonly row: number
  readonly column: number
  readonly runs: readonly Run[]
}

/** What stands in the middle of the page, in this order; the rest stands at its foot, at the left. */
const middle = ['title', 'credit', 'author', 'authors', 'source']
const widest = 40

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .flatMap((part) => wrapText(part, widest).map(({ from, to }) => part.slice(from, to)))

/** A title page as Final Draft's template has it: title and names from the 16th line on, the rest at the foot. */
export const titlePageLines = (
  entries: readonly TitleEntry[],
  { paper, shapes }: PageProfile,
): TitleLine[] => {
  const lines: TitleLine[] = []
  const filled = entries.filter(({ text }) => text.trim() !== '')
  let row = 16
  for (const key of middle)
    for (const entry of filled) {
      if (entry.key.toLowerCase() !== key) continue
      const marks = key === 'title' ? { underline: true } : {}
      for (const part of linesOf(entry.text)) {
        const text = key === 'title' ? part.toUpperCase() : part
        const column = (paper.width * 10 - text.length) / 2
        lines.push({ row, column, runs: [{ text, marks }] })
        row += 1
      }
      row += key === 'title' ? 2 : 1
    }
  const foot = filled
    .filter(({ key }) => !middle.includes(key.toLowerCase()))
    .flatMap(({ text }) => linesOf(text))
  const top = (paper.height - 1 - paper.top) * 6 - foot.length
  foot.forEach((text, i) =>
    lines.push({ row: top + i, column: shapes.action.left * 10, runs: [{ text, marks: {} }] }),
  )
  return lines
}
