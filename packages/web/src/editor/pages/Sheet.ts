import { continuedCue, type Page, type PageProfile } from '@coldopen/core/page'
import { column } from '../elements/Geometry.ts'

/** A sheet of paper in whole lines, six to the inch. */
export interface Sheet {
  readonly lines: number
  /** Lines above the text. */
  readonly top: number
}

/** Lines of the desk that show between two sheets. */
export const deskLines = 2

/** The line of the page number, from 0: half an inch. */
const numberLine = 3

export const sheetOf = ({ paper }: PageProfile): Sheet => ({
  lines: Math.round(paper.height * 6),
  top: Math.round(paper.top * 6),
})

/** What stands between the text of two pages: the rest of one sheet, the desk, the top of the next. */
export interface PageGap {
  readonly lines: number
  /** Lines of it that are still the sheet before. */
  readonly foot: number
  /** What is printed in it, line by line, each in its column: (MORE), the number, the cue that goes on. */
  readonly text: string
}

const at = (inches: number, text: string): string => ' '.repeat(column(inches)) + text

const numberText = (number: string, { shapes: { action } }: PageProfile): string =>
  `${number}.`.padStart(column(action.left) + action.columns)

/** The gap above a page, by its number and the lines that the page before it takes on the screen. */
export const gapAbove = (
  { continues, more }: { readonly continues: Page['continues']; readonly more: Page['more'] },
  number: string,
  taken: number,
  profile: PageProfile,
): PageGap => {
  const sheet = sheetOf(profile)
  const foot = Math.max(sheet.lines - sheet.top - taken, more === null ? 1 : 2)
  const lines = foot + deskLines + sheet.top + (continues === null ? 0 : 1)
  const rows = Array.from({ length: lines }, () => '')
  const { left } = profile.shapes.character
  if (more !== null) rows[0] = at(left, '(MORE)')
  rows[foot + deskLines + numberLine] = numberText(number, profile)
  if (continues !== null) rows[lines - 1] = at(left, continuedCue(continues).toUpperCase())
  return { lines, foot, text: rows.join('\n') }
}
