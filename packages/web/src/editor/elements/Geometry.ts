import type { BlockKind } from '@coldopen/core/screenplay'

/** Place of an element on the page, in columns of one character (10 per inch) and lines (6 per inch). */
export interface ElementGeometry {
  /** Columns from the left edge of the action. */
  readonly indent: number
  /** Columns a line holds. */
  readonly columns: number
  /** Columns by which the first line hangs out to the left. */
  readonly hang: number
  /** Blank lines before the element. */
  readonly before: number
}

const full = { indent: 0, columns: 60, hang: 0 }
const speech = { indent: 10, columns: 35, hang: 0 }

/**
 * US Letter. Down to `general` from the ElementSettings of Final Draft 12 and 13 files; the rest, which Final Draft
 * does not print or does not have, is ours.
 */
export const geometry: { readonly [K in BlockKind]: ElementGeometry } = {
  scene_heading: { ...full, before: 2 },
  action: { ...full, before: 1 },
  character: { indent: 20, columns: 37, hang: 0, before: 1 },
  parenthetical: { indent: 15, columns: 25, hang: 1, before: 0 },
  dialogue: { ...speech, before: 0 },
  transition: { indent: 40, columns: 16, hang: 0, before: 1 },
  shot: { ...full, before: 1 },
  act_break: { ...full, before: 1 },
  general: { ...full, before: 0 },
  lyrics: { ...speech, before: 0 },
  centered: { ...full, before: 1 },
  page_break: { ...full, before: 1 },
  section: { ...full, before: 1 },
  synopsis: { ...full, before: 1 },
  note: { ...full, before: 1 },
  boneyard: { ...full, before: 1 },
}

/** Body lines of a page: (792 − 144) points / 12. */
export const linesPerPage = 54
