import type { Transaction } from 'prosemirror-state'
import { blockAt, type CaretBlock } from '../elements/CaretBlock.ts'
import { caretTo, neighbour, removeBlock } from './Blocks.ts'
import type { Edit } from './Edit.ts'
import { isBareParenthetical } from './Parentheses.ts'
import { retypeBlock } from './Retype.ts'

const end = (at: CaretBlock): number => at.start + at.text.length

/** Makes one element of two. The kind of the first stays, unless one of them is empty: then that one goes. */
const join = (tr: Transaction, first: CaretBlock, second: CaretBlock): boolean => {
  if (second.text === '') {
    if (!removeBlock(tr, second)) return false
    caretTo(tr, end(first))
    return true
  }
  if (first.text === '') return removeBlock(tr, first)
  tr.delete(end(first), second.start)
  return true
}

/** Backspace at the start of an element, and in a parenthetical that is still `()`. */
export const backspaceKey: Edit = (tr) => {
  if (!tr.selection.empty) return false
  const at = blockAt(tr.selection.$from)
  if (at === null) return false
  if (at.kind === 'parenthetical' && at.offset === 1 && isBareParenthetical(at.text))
    return retypeBlock(tr, at, 'dialogue')
  if (at.offset > 0) return false
  const before = neighbour(tr, at, -1)
  if (before !== null) return join(tr, before, at)
  retypeBlock(tr, at, 'action')
  return true
}

/** Delete at the end of an element. */
export const deleteKey: Edit = (tr) => {
  if (!tr.selection.empty) return false
  const at = blockAt(tr.selection.$from)
  if (at === null || at.offset < at.text.length) return false
  const after = neighbour(tr, at, 1)
  return after === null || join(tr, at, after)
}
