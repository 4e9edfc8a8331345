import type { BlockId } from '../id/Id.ts'
import type { BlockDraft } from '../screenplay/Block.ts'
import type { Scalars } from '../screenplay/Registers.ts'
import { type Run, textOf, toRuns } from '../screenplay/Run.ts'

/** A block of one of the scripts that are merged. */
export interface MergeBlock {
  /** The document's own id; null for a block of a file. */
  readonly id: BlockId | null
  /** What the file calls its paragraph; null where it has no name for it. */
  readonly name: string | null
  readonly kind: string
  readonly runs: readonly Run[]
  readonly text: string
  readonly attrs: Scalars
}

export const mergeBlock = (
  { id, kind, text, attrs = {} }: BlockDraft,
  name: string | null = null,
): MergeBlock => {
  const runs = toRuns(text)
  return { id: id ?? null, name, kind, runs, text: textOf(runs), attrs }
}

/** Whether two blocks are the same line of the same kind. */
export const sameLine = (left: MergeBlock, right: MergeBlock): boolean =>
  left.kind === right.kind && left.text === right.text
