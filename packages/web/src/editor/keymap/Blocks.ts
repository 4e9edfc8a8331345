import type { Node } from 'prosemirror-model'
import { TextSelection, type Transaction } from 'prosemirror-state'
import type { ElementKind } from '../elements/ElementKind.ts'
import { blockAt, type CaretBlock } from '../elements/CaretBlock.ts'

/** A block without an id: the binding gives it one before it reaches the document. */
const fresh = (like: Node, kind: ElementKind): Node => like.type.create({ id: null, kind })

export const caretTo = (tr: Transaction, position: number): void => {
  tr.setSelection(TextSelection.create(tr.doc, position))
}

/** Begins an empty element after the given block and puts the caret into it. */
export const beginAfter = (tr: Transaction, at: CaretBlock, kind: ElementKind): void => {
  const position = at.before + at.block.nodeSize
  tr.insert(position, fresh(at.block, kind))
  caretTo(tr, position + 1)
}

/** Puts an empty element before the given block; the caret, the id and the kind stay with the text. */
export const insertBefore = (tr: Transaction, at: CaretBlock, kind: ElementKind): void => {
  const empty = fresh(at.block, kind)
  tr.insert(at.before, empty)
  caretTo(tr, at.start + at.offset + empty.nodeSize)
}

export const splitBlock = (tr: Transaction, at: CaretBlock, tail: ElementKind): void => {
  tr.split(at.start + at.offset, 1, [{ type: at.block.type, attrs: { id: null, kind: tail } }])
}

/** The block before or after a block, across scene boundaries. */
export const neighbour = (tr: Transaction, at: CaretBlock, side: -1 | 1): CaretBlock | null => {
  const edge = side < 0 ? at.before : at.before + at.block.nodeSize
  const $edge = tr.doc.resolve(edge)
  const inside = side < 0 ? $edge.nodeBefore : $edge.nodeAfter
  if (inside !== null) return blockAt(tr.doc.resolve(edge + side))
  const outside = side < 0 ? $edge.before(1) : $edge.after(1)
  const $outside = tr.doc.resolve(outside)
  const scene = side < 0 ? $outside.nodeBefore : $outside.nodeAfter
  return scene === null ? null : blockAt(tr.doc.resolve(outside + 2 * side))
}

/** Takes a block out, with its scene wrapper when nothing else is in it. False for the last block of the script. */
export const removeBlock = (tr: Transaction, at: CaretBlock): boolean => {
  const $before = tr.doc.resolve(at.before)
  if ($before.parent.childCount > 1) tr.delete(at.before, at.before + at.block.nodeSize)
  else if (tr.doc.childCount > 1) tr.delete($before.before(1), $before.after(1))
  else return false
  return true
}
