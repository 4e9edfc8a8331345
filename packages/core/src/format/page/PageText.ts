import { dualShape } from './DualShape.ts'
import type { Page, PageItem } from './Page.ts'
import type { ElementShape, PageProfile } from './PageProfile.ts'
import { continuedCue } from './PageUnit.ts'
import type { PrintBlock } from './PrintBlock.ts'
import type { TextLine } from './WrapText.ts'

/** A line of text at its place: row from 0 at the top of the text area, column from 0 at the paper's left edge. */
export interface PlacedLine {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** Every line that stands on a page, (MORE) and continued cue among them. */
export const pageLines = (page: Page, profile: PageProfile): PlacedLine[] => {
  const { character } = profile.shapes
  const marks = [
    ...(page.continues === null ? [] : [placed(0, continuedCue(page.continues), character)]),
    ...(page.more === null ? [] : [placed(page.used - 1, '(MORE)', character)]),
  ]
  return [...marks, ...page.items.flatMap((item) => linesOf(item, profile))].toSorted(
    (a, b) => a.row - b.row || a.column - b.column,
  )
}

const linesOf = (item: PageItem, profile: PageProfile): PlacedLine[] => {
  if ('lines' in item)
    return item.lines.map((line, i) => textLine(item.unit.print, line, item.row + i))
  const { row, passed, height, unit } = item
  return unit.columns.flatMap((column, side) =>
    column
      .flatMap((print) => {
        const shape = dualShape(print, profile, side as 0 | 1)
        return print.lines.map((line) => ({ print: { ...print, shape }, line }))
      })
      .slice(passed, passed + height)
      .map(({ print, line }, i) => textLine(print, line, row + i)),
  )
}

const textLine = ({ text, shape }: PrintBlock, { from, to }: TextLine, row: number): PlacedLine =>
  placed(row, text.slice(from, to), shape)

const placed = (row: number, said: string, shape: ElementShape): PlacedLine => {
  const text = shape.capitals ? said.toUpperCase() : said
  const left = Math.round(shape.left * 10)
  const room = Math.max(0, shape.columns - text.length)
  const indent = shape.align === 'left' ? 0 : shape.align === 'right' ? room : room >> 1
  return { row, column: left + indent, text }
}

/** A page as plain text: its rows, one string each, without blanks at their ends. */
export const pageText = (page: Page, profile: PageProfile): string[] => {
  const rows = Array.from({ length: page.used }, () => '')
  for (const { row, column, text } of pageLines(page, profile))
    rows[row] = (rows[row] ?? '').padEnd(column) + text
  return rows.map((row) => row.trimEnd())
}
