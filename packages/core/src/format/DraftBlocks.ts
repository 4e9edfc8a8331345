import type { BlockId } from '../id/Id.ts'
import type { Block, BlockDraft } from '../screenplay/Block.ts'
import { textOf, toRuns } from '../screenplay/Run.ts'

/** The blocks of a file that is in no document; one without an id is named by its place, from 1. */
export const draftBlocks = (drafts: readonly BlockDraft[]): Block[] =>
  drafts.map(({ id, kind, text, attrs }, i) => {
    const runs = toRuns(text)
    return {
      id: id ?? (String(i + 1) as BlockId),
      kind,
      runs,
      text: textOf(runs),
      attrs: attrs ?? {},
    }
  })
