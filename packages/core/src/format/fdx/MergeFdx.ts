import { Result } from 'effect'
import type { MergeConflict } from '../../merge/MergeConflict.ts'
import { type MergeBlock, mergeBlock } from '../../merge/MergeBlock.ts'
import { mergeScripts, type ScriptVersion } from '../../merge/MergeScripts.ts'
import { pairBlocks } from '../../merge/PairBlocks.ts'
import type { BlockDraft } from '../../screenplay/Block.ts'
import { type FdxForm, type FdxScript, fdxAttrs } from './FdxScript.ts'
import { sameForm } from './FdxFormMap.ts'
import { startTag } from './FdxXml.ts'
import { readFdx } from './ReadFdx.ts'
import { writeFdx } from './WriteFdx.ts'

/** A script with what a Final Draft file has around it. */
export type FdxState = Omit<FdxScript, 'problems'>

export interface MergedFdx extends FdxState {
  readonly conflicts: readonly MergeConflict[]
}

/** Merges three Final Draft files. What stands around the script is theirs, unless only ours differs from the base. */
export const mergeFdx = (base: FdxState, ours: FdxState, theirs: FdxState): MergedFdx => ({
  ...mergeScripts(versionOf(base), versionOf(ours), versionOf(theirs)),
  form: formOf(base.form, ours.form, theirs.form),
})

/**
 * Merges a file that came back from Final Draft into a script, `exported` being the script as it was when the file was
 * made, with its block ids. What Final Draft cannot say of a script is not taken for a change of theirs.
 */
export const bringBackFdx = (exported: FdxState, live: FdxState, file: FdxState): MergedFdx => {
  const sent = named(exported.blocks, Result.getOrThrow(readFdx(writeFdx(exported))))
  const told = mergeFdx(sent, exported, file)
  const form = sameForm(file.form, sent.form) ? exported.form : file.form
  const merged = mergeFdx(exported, live, { ...told, form })
  return { ...merged, conflicts: [...told.conflicts, ...merged.conflicts] }
}

/** The file that was sent, its blocks under the ids they have in the script. */
const named = (blocks: readonly BlockDraft[], sent: FdxScript): FdxState => {
  const from = pairBlocks(
    blocks.map((block) => mergeBlock(block)),
    sent.blocks.map((block) => mergeBlock(block)),
  )
  return {
    ...sent,
    blocks: sent.blocks.map((block, i) => {
      const id = blocks[from[i] ?? -1]?.id
      return id === undefined ? block : { ...block, id }
    }),
  }
}

const versionOf = ({ titlePage, blocks }: FdxState): ScriptVersion => ({
  titlePage,
  blocks: blocks.map((block): MergeBlock => mergeBlock(block, paragraphId(block))),
})

/** The id Final Draft 13 gives a paragraph. */
const paragraphId = ({ attrs = {} }: BlockDraft): string | null => {
  const source = attrs[fdxAttrs.source]
  if (typeof source !== 'string') return null
  const tag = source.slice(0, startTag(source).end)
  return /\sid\s*=\s*["']([^"']+)["']/u.exec(tag)?.[1] ?? null
}

const formOf = (
  base: FdxForm | null,
  ours: FdxForm | null,
  theirs: FdxForm | null,
): FdxForm | null => (ours !== null && sameForm(theirs, base) ? ours : theirs)
