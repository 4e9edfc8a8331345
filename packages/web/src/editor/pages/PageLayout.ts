import type { BlockId } from '@coldopen/core/id'
import type { DecorationSet } from 'prosemirror-view'

/** The pages of a script as the editor shows them. */
export interface PageLayout {
  readonly pages: number
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
