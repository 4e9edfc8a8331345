import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import type { BlockId } from '../id/Id.ts'
import { registersOf, textRegister } from './Registers.ts'
import { sliceRuns, textOf } from './Run.ts'
import type { Script } from './Script.ts'
import { cutsPair, runsOf, safeOffset } from './TextRegister.ts'

/** A stretch of a block's text, in UTF-16 units, and what it is to say. */
export interface TextReplacement {
  readonly id: BlockId
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * Replaces stretches of text, each on its own, so that what others write between them stays where it is. The new text
 * takes the marks of the first character it replaces. Stretches of one block must not overlap. A block that is gone, and
 * a stretch that would cut a character in two, are left alone. One change.
 */
export const replaceTexts = (script: Script, replacements: readonly TextReplacement[]): void => {
  const lastFirst = replacements.toSorted((a, b) => b.from - a.from)
  edit(script.doc, origins.edit, () => {
    for (const { id, from, to, text } of lastFirst) {
      const registers = script.index.has(id) ? registersOf(script.doc, id) : undefined
      const target = registers === undefined ? undefined : textRegister(registers)
      if (target === undefined) continue
      const runs = runsOf(target)
      const whole = textOf(runs)
      if (safeOffset(whole, from) !== from || cutsPair(whole, to)) continue
      const length = Math.min(to, whole.length) - from
      const marks = sliceRuns(runs, from, from + 1)[0]?.marks ?? {}
      if (length > 0) target.delete(from, length)
      if (text !== '') target.insert(from, text.toWellFormed(), { ...marks })
    }
  })
}
