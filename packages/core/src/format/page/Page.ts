import type { PrintBlock } from './PrintBlock.ts'
import type { DualUnit, SingleUnit } from './PageUnit.ts'
import type { TextLine } from './WrapText.ts'

/** Where a page begins: a unit, and an offset in its printed text, or for dual dialogue a row. */
export interface PagePlace {
  readonly unit: number
  readonly at: number
}

/** What stands on a page of one unit. Rows count from 0 at the first line of the text area. */
export type PageItem =
  | {
      readonly unit: SingleUnit
      readonly row: number
      readonly height: number
      readonly lines: readonly TextLine[]
    }
  | {
      readonly unit: DualUnit
      readonly row: number
      readonly height: number
      /** Rows of it that stand on earlier pages. */
      readonly passed: number
    }

/** One page of a script. */
export interface Page {
  readonly start: PagePlace
  readonly items: readonly PageItem[]
  /** The numbers of the locked pages that begin here; several where all but the last are empty. */
  readonly locked: readonly string[]
  /** Lines taken, (MORE) and the continued cue among them. */
  readonly used: number
  /** The cue of the speech that goes on from the page before: printed with (CONT'D) in row 0. */
  readonly continues: PrintBlock | null
  /** The cue of the speech that goes on overleaf: (MORE) stands in the last row used. */
  readonly more: PrintBlock | null
  /** The last unit that was looked at to fill it, the end of the script counted as one; later ones do not matter to it. */
  readonly seen: number
}

/** The cue of the speech a unit goes on with; null for a cue itself and outside of speeches. */
export const cueAbove = (unit: SingleUnit | DualUnit | undefined): PrintBlock | null =>
  unit?.type === 'single' && unit.cue !== unit.print ? unit.cue : null
