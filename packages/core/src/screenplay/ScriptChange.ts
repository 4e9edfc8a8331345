import type { BlockId } from '../id/Id.ts'
import type { TextChange } from './TextChange.ts'

/** What one transaction did to a script, after the index has followed it. */
export interface ScriptChange {
  /** Made here (typed, undone, upgraded) rather than received. */
  readonly local: boolean
  readonly origin: unknown
  /** Blocks whose text or marks changed, with how the text did. */
  readonly texts: ReadonlyMap<BlockId, TextChange>
  /** Blocks with a changed register: kind, attributes, hidden, place; and new ones. */
  readonly blocks: ReadonlySet<BlockId>
  /** Something appeared, went or moved. */
  readonly reordered: boolean
}
