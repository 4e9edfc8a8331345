import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import type { BlockId } from '../id/Id.ts'
import { type Block, type BlockDraft, flatBlock, readBlock } from './Block.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { hide, reconcile, writeBlock } from './Reconcile.ts'
import { isHidden, registersOf, type Scalars } from './Registers.ts'
import { sliceRuns, tidyRuns } from './Run.ts'
import type { Script } from './Script.ts'
import { safeOffset } from './TextRegister.ts'

const visibleBlock = (script: Script, id: BlockId): Block => {
  const block = script.index.has(id) ? readBlock(script.doc, id) : null
  if (block === null) throw new NoSuchBlock({ id })
  return block
}

/** Inserts blocks after a visible one, or at the start of the script. Returns their ids. */
export const insertBlocks = (
  script: Script,
  after: BlockId | null,
  drafts: readonly BlockDraft[],
): BlockId[] => {
  if (after !== null) visibleBlock(script, after)
  const now = drafts.map((draft) => flatBlock(draft, script.ids))
  const next = after === null ? script.index.first() : script.index.neighbour(after, 1)
  reconcile(script, { previous: after, next, was: [], now })
  return now.map((block) => block.id)
}

/**
 * Splits a block at an offset in UTF-16 units and returns the new block's id. The new block holds the tail; at offset 0
 * it is the empty one above, so that the id stays with the text.
 */
export const splitBlock = (script: Script, id: BlockId, offset: number, kind?: string): BlockId => {
  const block = visibleBlock(script, id)
  const at = safeOffset(block.text, offset)
  const fresh = script.ids.short() as BlockId
  const tail = {
    id: fresh,
    kind: kind ?? block.kind,
    runs: at === 0 ? [] : sliceRuns(block.runs, at, block.text.length),
    attrs: {},
  }
  const head = { ...block, runs: sliceRuns(block.runs, 0, at) }
  reconcile(script, {
    previous: script.index.neighbour(id, -1),
    next: script.index.neighbour(id, 1),
    was: [id],
    now: at === 0 ? [tail, block] : [head, tail],
  })
  return fresh
}

/** Joins a block into the one before it, which keeps its kind. Returns that one's id, or null at the script's start. */
export const joinBlock = (script: Script, id: BlockId): BlockId | null => {
  const block = visibleBlock(script, id)
  const before = script.index.neighbour(id, -1)
  if (before === null) return null
  const target = visibleBlock(script, before)
  reconcile(script, {
    previous: script.index.neighbour(before, -1),
    next: script.index.neighbour(id, 1),
    was: [before, id],
    now: [{ ...target, runs: tidyRuns([...target.runs, ...block.runs]) }],
  })
  return before
}

/** Changes what a block is: one register. */
export const retypeBlock = (script: Script, id: BlockId, kind: string): void => {
  const block = visibleBlock(script, id)
  if (block.kind === kind) return
  edit(script.doc, origins.edit, () => registersOf(script.doc, id)?.set('k', kind))
}

/** Sets a block's attributes to exactly these. */
export const setAttributes = (script: Script, id: BlockId, attrs: Scalars): void => {
  const block = visibleBlock(script, id)
  const registers = registersOf(script.doc, id)
  if (registers !== undefined) {
    edit(script.doc, origins.edit, () => writeBlock(registers, { ...block, attrs }))
  }
}

/** Takes blocks out of the script. Their text stays and can be restored. */
export const hideBlocks = (script: Script, ids: readonly BlockId[]): void => {
  for (const id of ids) visibleBlock(script, id)
  edit(script.doc, origins.edit, () => {
    for (const id of ids) {
      const registers = registersOf(script.doc, id)
      if (registers !== undefined) hide(registers)
    }
  })
}

/** Shows a hidden block again, at its place, with everything that was written in it meanwhile. */
export const restoreBlock = (script: Script, id: BlockId): void => {
  const registers = registersOf(script.doc, id)
  if (registers === undefined) throw new NoSuchBlock({ id })
  if (isHidden(registers)) edit(script.doc, origins.edit, () => registers.set('x', 0))
}
