import type { Transaction } from 'prosemirror-state'
import { blockAt, type CaretBlock } from '../elements/CaretBlock.ts'
import type { ElementKind } from '../elements/ElementKind.ts'
import { caretTo } from './Blocks.ts'
import type { Edit } from './Edit.ts'
import { isEnclosed } from './Parentheses.ts'

const close = (tr: Transaction, at: CaretBlock): void => {
  if (isEnclosed(at.text)) return
  const caretInside = tr.selection.empty && at.offset === at.text.length
  const end = at.start + at.text.length
  tr.insertText(')', end).insertText('(', at.start)
  if (caretInside) caretTo(tr, end + 1)
}

const open = (tr: Transaction, at: CaretBlock): void => {
  if (!isEnclosed(at.text)) return
  tr.delete(at.start + at.text.length - 1, at.start + at.text.length)
  tr.delete(at.start, at.start + 1)
}

/** Makes another element of a block. Becoming a parenthetical puts its text between ( and ), leaving takes them off. */
export const retypeBlock = (tr: Transaction, at: CaretBlock, kind: ElementKind): boolean => {
  if (at.block.attrs.kind === kind) return false
  tr.setNodeAttribute(at.before, 'kind', kind)
  if (kind === 'parenthetical') close(tr, at)
  else if (at.kind === 'parenthetical') open(tr, at)
  return true
}

/** Makes every element the selection touches one of `kind`. */
export const retypeTo =
  (kind: ElementKind): Edit =>
  (tr) => {
    const touched: number[] = []
    tr.doc.nodesBetween(tr.selection.from, tr.selection.to, (node, position) => {
      if (node.isTextblock) touched.push(position)
      return !node.isTextblock
    })
    const caret = tr.selection.empty ? tr.selection.from : null
    for (const position of touched.reverse()) {
      const at = blockAt(tr.doc.resolve(caret ?? position + 1))
      if (at !== null) retypeBlock(tr, at, kind)
    }
    return true
  }
