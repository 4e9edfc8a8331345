import { retypeBlock } from '../keymap/Retype.ts'
import type { TypedRule } from './TypedRule.ts'

/** A line in capitals that ends with `TO:` (Fountain's rule), or one of the two endings written with a full stop. */
export const isTransition = (line: string): boolean =>
  /^(?=.*\p{Lu})[^\p{Ll}]*\bTO:$/u.test(line) || /^FADE (?:OUT|TO BLACK)\.$/.test(line)

/** An action line that has become a transition with its last character is made one. */
export const transitionRule: TypedRule = (tr, { at, text }) => {
  if (text !== ':' && text !== '.') return false
  if (at.kind !== 'action' && at.kind !== 'general') return false
  if (at.offset !== at.text.length || !isTransition(at.text + text)) return false
  tr.insertText(text)
  return retypeBlock(tr, at, 'transition')
}
