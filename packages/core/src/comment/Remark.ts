import { asTime } from '../project/Shelf.ts'
import { maxMentions, maxNameLength, maxRemarkLength } from './Limits.ts'
import { type RemarkRegisters, textOfRegister } from './Registers.ts'

/** Somebody a remark speaks to: their account, and the name it has them by, without the `@`. */
export interface Mention {
  readonly user: string
  readonly name: string
}

/** One thing somebody said: a comment or a reply. */
export interface Remark {
  readonly id: string
  /** The account's id; empty for a writer who had none. */
  readonly user: string
  /** What the author was called then; may be empty. */
  readonly name: string
  /** When it was said, by its author's clock, ISO 8601; null when nobody told. */
  readonly at: string | null
  readonly words: string
  readonly mentions: readonly Mention[]
}

const longestId = 64

const mentionsIn = (registers: RemarkRegisters): Mention[] =>
  [...registers.keys()]
    .filter((key) => key.startsWith('@') && key.length > 1 && key.length <= longestId)
    .toSorted()
    .slice(0, maxMentions)
    .map((key) => ({ user: key.slice(1), name: textOfRegister(registers, key, maxNameLength) }))
    .filter(({ name }) => name !== '')

export const isDeleted = (registers: RemarkRegisters): boolean => Boolean(registers.get('x'))

/** Reads a remark; whatever another program left in it, the reading never fails. */
export const remarkOf = (id: string, registers: RemarkRegisters): Remark => ({
  id,
  user: textOfRegister(registers, 'u', longestId),
  name: textOfRegister(registers, 'n', maxNameLength),
  at: asTime(registers.get('at')),
  words: textOfRegister(registers, 'w', maxRemarkLength),
  mentions: mentionsIn(registers),
})
