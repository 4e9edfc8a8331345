import { blockAt } from '../elements/CaretBlock.ts'
import { beginAfter, caretTo, splitBlock } from './Blocks.ts'
import type { Edit } from './Edit.ts'
import { splitTail } from './ElementFlow.ts'
import { atEnd, isBare } from './ReturnKey.ts'

/** Begins a page at the caret, parting its element if the caret is within. */
export const beginPage: Edit = (tr) => {
  tr.deleteSelection()
  const at = blockAt(tr.selection.$from)
  if (at === null || at.block.attrs.kind === 'page_break') return false
  if (!isBare(at) && atEnd(at)) beginAfter(tr, at, 'action')
  else if (at.offset > 0 && !isBare(at)) splitBlock(tr, at, splitTail[at.kind])
  const below = blockAt(tr.selection.$from)
  if (below === null) return false
  const pageBreak = below.block.type.create({ id: null, kind: 'page_break' })
  tr.insert(below.before, pageBreak)
  caretTo(tr, below.start + below.offset + pageBreak.nodeSize)
  return true
}
