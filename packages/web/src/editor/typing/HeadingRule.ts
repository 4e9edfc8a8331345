import type { ElementKind } from '../elements/ElementKind.ts'
import { retypeBlock } from '../keymap/Retype.ts'
import type { TypedRule } from './TypedRule.ts'

const intro = /^(?:INT\.?\/EXT|EXT\.?\/INT|I\.?\/E|INT|EXT|EST)$/

/** Whether the text before the caret is a scene intro: ended by a full stop in any case, by a space only in capitals. */
export const isSceneIntro = (before: string): boolean => {
  const name = before.slice(0, -1)
  if (before.endsWith('.')) return intro.test(name.toUpperCase())
  return before.endsWith(' ') && intro.test(name)
}

const unheaded = new Set<ElementKind>([
  'scene_heading',
  'parenthetical',
  'section',
  'synopsis',
  'note',
])

/** `INT.`, `EXT.`, `I/E`, `EST.` at the start of an element make it a scene heading. */
export const headingRule: TypedRule = (tr, { at, text }) => {
  if (unheaded.has(at.kind)) return false
  if (!isSceneIntro(at.text.slice(0, at.offset) + text)) return false
  tr.insertText(text)
  return retypeBlock(tr, at, 'scene_heading')
}
