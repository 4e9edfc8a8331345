import type * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import type { Ids } from '../id/Ids.ts'
import { displayOrder } from './DisplayOrder.ts'
import {
  type BlockRegisters,
  kindRegister,
  registersOf,
  type Scalars,
  scalarsOf,
  textRegister,
} from './Registers.ts'
import { runsOf } from './TextRegister.ts'
import { type Run, textOf, toRuns } from './Run.ts'

/** One line of a script as its author gives it. `text` is plain text or runs with marks. */
export interface BlockDraft {
  /** An id that no block of the document has or had; without one the block gets a fresh id. */
  readonly id?: BlockId
  readonly kind: string
  readonly text: string | readonly Run[]
  readonly attrs?: Scalars
}

/** One block with its content: what an editor shows. */
export interface FlatBlock {
  readonly id: BlockId
  readonly kind: string
  readonly runs: readonly Run[]
  readonly attrs: Scalars
}

/** One block of a script as it reads. `kind` may be one of a newer version: show it as `shownKind(kind)`. */
export interface Block extends FlatBlock {
  readonly text: string
}

export const blockOf = (id: BlockId, registers: BlockRegisters): Block => {
  const text = textRegister(registers)
  const runs = text === undefined ? [] : runsOf(text)
  return {
    id,
    kind: kindRegister(registers),
    runs,
    text: textOf(runs),
    attrs: scalarsOf(registers),
  }
}

export const flatBlock = (draft: BlockDraft, ids: Ids): FlatBlock => ({
  id: draft.id ?? (ids.short() as BlockId),
  kind: draft.kind,
  runs: toRuns(draft.text),
  attrs: draft.attrs ?? {},
})

/** The block with this id, hidden or not. */
export const readBlock = (doc: Y.Doc, id: BlockId): Block | null => {
  const registers = registersOf(doc, id)
  return registers === undefined ? null : blockOf(id, registers)
}

/** The visible script, in order. */
export const readScript = (doc: Y.Doc): Block[] =>
  displayOrder(doc).flatMap((id) => readBlock(doc, id) ?? [])
