import type { Node } from 'prosemirror-model'
import { Selection, type Transaction } from 'prosemirror-state'
import { blockAt } from '../elements/CaretBlock.ts'

/**
 * Puts whole elements in the place of the selection: instead of an empty element, before or after a filled one, or
 * between the halves of the one the caret is in. The caret goes behind the last of them.
 */
export const insertBlocks = (tr: Transaction, blocks: readonly Node[]): void => {
  tr.deleteSelection()
  const at = blockAt(tr.selection.$from)
  if (at === null || blocks.length === 0) return
  const size = blocks.reduce((sum, block) => sum + block.nodeSize, 0)
  const after = at.before + at.block.nodeSize
  let position = at.before
  if (at.text === '') tr.replaceWith(at.before, after, [...blocks])
  else {
    if (at.offset === at.text.length) position = after
    else if (at.offset > 0) {
      const { kind } = at.block.attrs
      tr.split(at.start + at.offset, 1, [{ type: at.block.type, attrs: { id: null, kind } }])
      position = at.start + at.offset + 1
    }
    tr.insert(position, [...blocks])
  }
  tr.setSelection(Selection.near(tr.doc.resolve(position + size - 1), -1)).scrollIntoView()
}
