import type { Transaction } from 'prosemirror-state'
import type { CaretBlock } from '../elements/CaretBlock.ts'

/** Text about to be typed at a caret. */
interface Typed {
  readonly at: CaretBlock
  readonly text: string
}

/** Writes what the typed text means into the transaction, text included; false when it means nothing special. */
export type TypedRule = (tr: Transaction, typed: Typed) => boolean
