import type { BlockId } from '../../id/Id.ts'
import { type Run, textOf } from '../../screenplay/Run.ts'
import { dualShape } from './DualShape.ts'
import { lineRuns } from './LineRuns.ts'
import type { Page, PageItem } from './Page.ts'
import type { ElementShape, PageProfile, PrintedKind } from './PageProfile.ts'
import { continuedCue } from './PageUnit.ts'
import type { PrintBlock } from './PrintBlock.ts'
import type { TextLine } from './WrapText.ts'

/** A line of text at its place: row from 0 at the top of the text area, column from 0 at the paper's left edge. */
export interface PlacedLine {
  readonly row: number
  readonly column: number
  readonly runs: readonly Run[]
  /** The element it belongs to, and whether it is its first line on the page; null for (MORE) and continued cues. */
  readonly of: {
    readonly block: BlockId
    readonly kind: PrintedKind
    readonly first: boolean
  } | null
}

/** Every line that stands on a page, (MORE) and continued cue among them, from top to bottom. */
export const pageLines = (page: Page, profile: PageProfile): PlacedLine[] => {
  const { character } = profile.shapes
  const mark = (row: number, text: string) =>
    placed(row, [{ text: text.toUpperCase(), marks: {} }], character, null)
  const marks = [
    ...(page.continues === null ? [] : [mark(0, continuedCue(page.continues))]),
    ...(page.more === null ? [] : [mark(page.used - 1, '(MORE)')]),
  ]
  return [...marks, ...page.items.flatMap((item) => linesOf(item, profile))].toSorted(
    (a, b) => a.row - b.row || a.column - b.column,
  )
}

const linesOf = (item: PageItem, profile: PageProfile): PlacedLine[] => {
  if ('lines' in item)
    return item.lines.map((line, i) => textLine(item.unit.print, line, item.row + i, i === 0))
  const { row, passed, height, unit } = item
  return unit.columns.flatMap((column, side) =>
    column
      .flatMap((print) => {
        const shape = dualShape(print, profile, side as 0 | 1)
        return print.lines.map((line, i) => ({ print: { ...print, shape }, line, first: i === 0 }))
      })
      .slice(passed, passed + height)
      .map(({ print, line, first }, i) => textLine(print, line, row + i, first)),
  )
}

const textLine = (print: PrintBlock, line: TextLine, row: number, first: boolean): PlacedLine =>
  placed(row, lineRuns(print, line), print.shape, {
    block: print.block.id,
    kind: print.kind,
    first,
  })

const placed = (
  row: number,
  runs: readonly Run[],
  shape: ElementShape,
  of: PlacedLine['of'],
): PlacedLine => {
  const left = Math.round(shape.left * 10)
  const room = Math.max(0, shape.columns - textOf(runs).length)
  const indent = shape.align === 'left' ? 0 : shape.align === 'right' ? room : room >> 1
  return { row, column: left + indent, runs, of }
}

/** A page as plain text: its rows, one string each, without blanks at their ends. */
export const pageText = (page: Page, profile: PageProfile): string[] => {
  const rows = Array.from({ length: page.used }, () => '')
  for (const { row, column, runs } of pageLines(page, profile))
    rows[row] = (rows[row] ?? '').padEnd(column) + textOf(runs)
  return rows.map((row) => row.trimEnd())
}
