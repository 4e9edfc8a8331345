import { caretTo } from '../keymap/Blocks.ts'
import { isEnclosed } from '../keymap/Parentheses.ts'
import { retypeBlock } from '../keymap/Retype.ts'
import type { TypedRule } from './TypedRule.ts'

/** `(` in an empty dialogue or cue makes a parenthetical, with `)` put after the caret. */
export const openParenthesisRule: TypedRule = (tr, { at, text }) => {
  if (text !== '(' || at.text !== '') return false
  if (at.kind !== 'dialogue' && at.kind !== 'character') return false
  return retypeBlock(tr, at, 'parenthetical')
}

/** `)` before the one that closes a parenthetical only steps over it. */
export const closeParenthesisRule: TypedRule = (tr, { at, text }) => {
  if (text !== ')' || at.kind !== 'parenthetical' || !isEnclosed(at.text)) return false
  if (at.offset !== at.text.length - 1) return false
  caretTo(tr, at.start + at.text.length)
  return true
}
