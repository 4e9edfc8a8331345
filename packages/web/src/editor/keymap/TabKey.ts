import { blockAt } from '../elements/CaretBlock.ts'
import { beginAfter } from './Blocks.ts'
import type { Edit } from './Edit.ts'
import { afterTab, onShiftTab, onTab } from './ElementFlow.ts'
import { atEnd, isBare } from './ReturnKey.ts'
import { retypeBlock, retypeTo } from './Retype.ts'

/** Tab: at the end of a filled element begins the next one, anywhere else changes the element. */
export const tabKey: Edit = (tr) => {
  const at = blockAt(tr.selection.$from)
  if (at === null) return false
  if (!tr.selection.empty) return retypeTo(onTab[at.kind])(tr)
  if (!isBare(at) && atEnd(at)) beginAfter(tr, at, afterTab[at.kind])
  else retypeBlock(tr, at, onTab[at.kind])
  return true
}

export const shiftTabKey: Edit = (tr) => {
  const at = blockAt(tr.selection.$from)
  return at !== null && retypeTo(onShiftTab[at.kind])(tr)
}
