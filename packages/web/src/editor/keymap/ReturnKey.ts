import { blockAt, type CaretBlock } from '../elements/CaretBlock.ts'
import { beginAfter, insertBefore, splitBlock } from './Blocks.ts'
import type { Edit } from './Edit.ts'
import { returnTable } from '../../runtime/viewSettings.ts'
import { aboveReturn, emptyReturn, splitTail } from './ElementFlow.ts'
import { isBareParenthetical, isEnclosed } from './Parentheses.ts'
import { retypeBlock } from './Retype.ts'
import { begins } from './ReturnTable.ts'

/** Nothing is written in the element yet. */
export const isBare = ({ kind, text }: CaretBlock): boolean =>
  text.trim() === '' || (kind === 'parenthetical' && isBareParenthetical(text))

/** The caret is behind the last character, or before the ) that closes a parenthetical. */
export const atEnd = ({ kind, text, offset }: CaretBlock): boolean =>
  offset === text.length ||
  (kind === 'parenthetical' && isEnclosed(text) && offset === text.length - 1)

/** Return: ends, splits or, in an empty element, changes it. A selection is removed first. */
export const returnKey: Edit = (tr) => {
  tr.deleteSelection()
  const at = blockAt(tr.selection.$from)
  if (at === null) return false
  const next = begins(returnTable.value(), at.kind)
  if (isBare(at)) {
    if (!retypeBlock(tr, at, emptyReturn[at.kind])) beginAfter(tr, at, next)
  } else if (atEnd(at)) beginAfter(tr, at, next)
  else if (at.offset === 0) insertBefore(tr, at, aboveReturn[at.kind])
  else splitBlock(tr, at, splitTail[at.kind])
  return true
}

/** Shift+Return: a line break inside the element, kept as "\n" in its text. */
export const lineBreak: Edit = (tr) => {
  if (blockAt(tr.selection.$from) === null) return false
  tr.insertText('\n')
  return true
}
