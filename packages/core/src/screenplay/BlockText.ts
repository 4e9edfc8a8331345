import * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { registersOf, textRegister } from './Registers.ts'

/** The shared text of a block, hidden or not: what carets and comments are anchored in. */
export const blockText = (doc: Y.Doc, id: BlockId): Y.Text | null => {
  const registers = registersOf(doc, id)
  return (registers === undefined ? undefined : textRegister(registers)) ?? null
}

/** The block that a shared text belongs to, or null for any other text. */
export const blockOfText = (doc: Y.Doc, text: Y.AbstractType<unknown>): BlockId | null => {
  const id = text.parent?._item?.parentSub
  return id && text instanceof Y.Text && blockText(doc, id as BlockId) === text
    ? (id as BlockId)
    : null
}
