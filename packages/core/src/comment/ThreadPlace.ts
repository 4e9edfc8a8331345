import type { BlockId } from '../id/Id.ts'
import { blockText } from '../screenplay/BlockText.ts'
import { textOf } from '../screenplay/Run.ts'
import type { Script } from '../screenplay/Script.ts'
import { runsOf } from '../screenplay/TextRegister.ts'
import { type Anchor, occurrences, type Stretch, stretchOf } from './Anchor.ts'
import type { Thread } from './Thread.ts'

/** The stretch of a shown block that a thread is about, in UTF-16 units; never empty. */
export interface CommentPlace {
  readonly block: BlockId
  readonly from: number
  readonly to: number
}

/**
 * Where the same words stand again: undo and redo put back other characters, and in a copy of a document none of them is
 * known. They are taken for the same while the block has as many places with these words as it had.
 */
const aroundWords = (
  words: string,
  about: string,
  { nth, of }: Anchor,
  left: Stretch | null,
): Stretch | null => {
  const alike = occurrences(words, about)
  const at = alike.length === of ? alike[nth] : undefined
  if (at === undefined) return left
  const again = { from: at, to: at + about.length }
  if (left === null || left.from === left.to) return again
  return again.from <= left.from && left.to <= again.to ? again : left
}

const placeOfAnchor = (
  { doc, index }: Pick<Script, 'doc' | 'index'>,
  anchor: Anchor,
  about: string,
): CommentPlace | null => {
  const text = index.has(anchor.block) ? blockText(doc, anchor.block) : null
  if (text === null) return null
  const found = aroundWords(textOf(runsOf(text)), about, anchor, stretchOf(text, anchor))
  return found === null || found.to <= found.from ? null : { block: anchor.block, ...found }
}

/**
 * Where what a thread is about stands now: where it went, else where it was at first; null when its text was deleted.
 * It follows from the document alone, so that every replica finds the same.
 */
export const placeOfThread = (
  script: Pick<Script, 'doc' | 'index'>,
  { anchors, about }: Thread,
): CommentPlace | null => {
  for (const anchor of anchors) {
    const place = placeOfAnchor(script, anchor, about)
    if (place !== null) return place
  }
  return null
}
