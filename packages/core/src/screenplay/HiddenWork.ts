import * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { type Block, blockOf } from './Block.ts'
import { fingerprint } from './Fingerprint.ts'
import { blocksMap, isHidden, registersOf } from './Registers.ts'

/** A block that is out of the script and still holds text. */
export interface HiddenBlock extends Block {
  /** Somebody wrote in it after, or at the same time as, it was taken out: show this, with `restoreBlock`. */
  readonly edited: boolean
}

const hiddenBlock = (id: BlockId, registers: Y.Map<unknown>): HiddenBlock => {
  const block = blockOf(id, registers)
  return { ...block, edited: registers.get('x') !== fingerprint(block.text) }
}

/** Every hidden block that holds text, by id. Nothing a writer wrote in a deleted line is gone. */
export const hiddenWork = (doc: Y.Doc): HiddenBlock[] => {
  const found: HiddenBlock[] = []
  for (const [id, registers] of blocksMap(doc).entries()) {
    if (!(registers instanceof Y.Map) || !isHidden(registers)) continue
    const block = hiddenBlock(id as BlockId, registers)
    if (block.text !== '') found.push(block)
  }
  return found.sort((left, right) => (left.id < right.id ? -1 : 1))
}

/** True for a hidden block that holds words its deleter never saw. */
export const holdsWork = (doc: Y.Doc, id: BlockId): boolean => {
  const registers = registersOf(doc, id)
  if (registers === undefined || !isHidden(registers)) return false
  const block = hiddenBlock(id, registers)
  return block.text !== '' && block.edited
}
