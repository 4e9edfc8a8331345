import type { BlockId } from '@coldopen/core/id'
import { blockText, safeOffset, runsOf, textOf } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { idOf } from './BlockNode.ts'
import { findBlock } from './FindBlock.ts'

/** A position as plain data: the block, and the character before which it stands; null is the end of the block. */
export interface ScriptCaret {
  readonly block: BlockId
  readonly before: { readonly client: number; readonly clock: number } | null
}

/** A caret for a position of the editor; null where the editor shows something that is not in the document. */
export const caretAt = (doc: Y.Doc, shown: Node, position: number): ScriptCaret | null => {
  if (position < 0 || position > shown.content.size) return null
  const $at = shown.resolve(position)
  if ($at.depth < 2) return null
  const block = idOf($at.node(2))
  const text = blockText(doc, block)
  if (text === null) return null
  const offset = safeOffset(textOf(runsOf(text)), $at.parentOffset)
  const { item } = Y.createRelativePositionFromTypeIndex(text, offset)
  return { block, before: item === null ? null : { client: item.client, clock: item.clock } }
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0

/** A caret out of data that anybody may have sent. */
export const parseCaret = (value: unknown): ScriptCaret | null => {
  if (typeof value !== 'object' || value === null) return null
  if (!('block' in value) || typeof value.block !== 'string' || !('before' in value)) return null
  const block = value.block as BlockId
  const { before } = value
  if (before === null) return { block, before }
  if (typeof before !== 'object' || before === undefined) return null
  if (!('client' in before) || !('clock' in before)) return null
  const { client, clock } = before
  return isCount(client) && isCount(clock) ? { block, before: { client, clock } } : null
}

const offsetOf = (doc: Y.Doc, caret: ScriptCaret): number | null => {
  const text = blockText(doc, caret.block)
  if (text === null) return null
  if (caret.before === null) return text.length
  const item = Y.createID(caret.before.client, caret.before.clock)
  const relative = new Y.RelativePosition(null, null, item, 0)
  const absolute = Y.createAbsolutePositionFromRelativePosition(relative, doc)
  return absolute === null || absolute.type !== text ? null : absolute.index
}

/** Where a caret is in the editor now; null when its block is gone or it never was a place of this script. */
export const positionOf = (doc: Y.Doc, shown: Node, caret: ScriptCaret): number | null => {
  const found = findBlock(shown, caret.block)
  const offset = found === null ? null : offsetOf(doc, caret)
  if (found === null || offset === null) return null
  return found.position + 1 + Math.min(offset, found.node.content.size)
}
