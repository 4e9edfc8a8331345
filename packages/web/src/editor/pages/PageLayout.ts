import type { BlockId } from '@coldopen/core/id'
import type { DecorationSet } from 'prosemirror-view'

/** The pages of a script as the editor shows them. */
export interface PageLayout {
  readonly pages: number
  /** What each page is called: 1, 2 …, or where pages are locked also 38A. */
  readonly numbers: readonly string[]
  /** There are pages that came since the others were locked. */
  readonly fresh: boolean
  /** The position at which each page begins. */
  readonly starts: readonly number[]
  /** How long each scene is, by its heading; null: what stands before the first. */
  readonly lengths: ReadonlyMap<BlockId | null, string>
  /** Minutes on the screen, by the rule of one page a minute. */
  readonly minutes: number
  readonly decorations: DecorationSet
  /** Lines of paper below the last line of the script; 0 where no paper is shown. */
  readonly tail: number
}
