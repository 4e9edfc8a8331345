import type { BlockId } from '../id/Id.ts'
import { readBlock } from './Block.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { reconcile } from './Reconcile.ts'
import type { Script } from './Script.ts'
import { withText } from './WithText.ts'

/** Makes a block read as the text, by writing the stretch that differs; its kind, attributes and other marks stay. */
export const setText = (script: Script, id: BlockId, text: string): void => {
  const block = script.index.has(id) ? readBlock(script.doc, id) : null
  if (block === null) throw new NoSuchBlock({ id })
  const runs = withText(block.runs, text.toWellFormed())
  reconcile(script, {
    previous: script.index.neighbour(id, -1),
    next: script.index.neighbour(id, 1),
    was: [id],
    now: [{ ...block, runs }],
  })
}
