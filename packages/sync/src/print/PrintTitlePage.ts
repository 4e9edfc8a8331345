import type { PageProfile } from '@coldopen/core/page'
import { wrapText } from '@coldopen/core/page'
import type { Run, TitleEntry } from '@coldopen/core/screenplay'

interface Paper {
  runs(x: number, y: number, runs: readonly Run[]): void
}

const points = 72
const size = 12
const advance = size * 0.6

/** What stands in the middle of the page, in this order; the rest stands at its foot, at the left. */
const middle = ['title', 'credit', 'author', 'authors', 'source']
const widest = 40

/** A title page as Final Draft's template has it: title and names from the 16th line on, the rest at the foot. */
export const printTitlePage = (
  paper: Paper,
  entries: readonly TitleEntry[],
  profile: PageProfile,
): void => {
  const { width, height } = profile.paper
  const line = (row: number) => profile.paper.top * points + row * size
  const linesOf = (text: string) =>
    text
      .split('\n')
      .flatMap((part) => wrapText(part, widest).map(({ from, to }) => part.slice(from, to)))
  let row = 16
  for (const key of middle)
    for (const entry of entries) {
      if (entry.key.toLowerCase() !== key) continue
      const marks = key === 'title' ? { underline: true } : {}
      for (const part of linesOf(entry.text)) {
        const text = key === 'title' ? part.toUpperCase() : part
        paper.runs((width * points - text.length * advance) / 2, line(row), [{ text, marks }])
        row += 1
      }
      row += key === 'title' ? 2 : 1
    }
  const foot = entries
    .filter(({ key }) => !middle.includes(key.toLowerCase()))
    .flatMap(({ text }) => linesOf(text))
  const top = (height - 1) * points - foot.length * size
  foot.forEach((text, i) =>
    paper.runs(profile.shapes.action.left * points, top + i * size, [{ text, marks: {} }]),
  )
}
