import type * as Y from 'yjs'
import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import type { BlockId } from '../id/Id.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { registersOf, textRegister } from './Registers.ts'
import { type Marks, textOf } from './Run.ts'
import type { Script } from './Script.ts'
import { cutsPair, runsOf, safeOffset } from './TextRegister.ts'

const visibleText = (script: Script, id: BlockId): Y.Text => {
  const registers = script.index.has(id) ? registersOf(script.doc, id) : undefined
  const text = registers === undefined ? undefined : textRegister(registers)
  if (text === undefined) throw new NoSuchBlock({ id })
  return text
}

/** The range with both ends moved outward to character boundaries, inside the text. */
export const safeRange = (text: Y.Text, from: number, to: number): readonly [number, number] => {
  const whole = textOf(runsOf(text))
  const end = Math.min(Math.max(0, Math.trunc(to)), whole.length)
  return [safeOffset(whole, from), cutsPair(whole, end) ? end + 1 : end]
}

/** Inserts text at an offset in UTF-16 units, with these marks or, without any given, those of the text before it. */
export const insertText = (
  script: Script,
  id: BlockId,
  offset: number,
  text: string,
  marks?: Marks,
): void => {
  const target = visibleText(script, id)
  const at = safeOffset(textOf(runsOf(target)), offset)
  edit(script.doc, origins.edit, () => {
    if (marks === undefined) target.insert(at, text.toWellFormed())
    else target.insert(at, text.toWellFormed(), { ...marks })
  })
}

/** Deletes from one offset to another, in UTF-16 units; half a surrogate pair takes the other half with it. */
export const deleteText = (script: Script, id: BlockId, from: number, to: number): void => {
  const target = visibleText(script, id)
  const [start, end] = safeRange(target, from, to)
  if (end > start) edit(script.doc, origins.edit, () => target.delete(start, end - start))
}

/** Sets marks from one offset to another; a mark with the value null is taken away. */
export const formatText = (
  script: Script,
  id: BlockId,
  from: number,
  to: number,
  marks: Marks,
): void => {
  const target = visibleText(script, id)
  const [start, end] = safeRange(target, from, to)
  if (end > start) {
    edit(script.doc, origins.edit, () => target.format(start, end - start, { ...marks }))
  }
}
