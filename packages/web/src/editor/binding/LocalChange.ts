import type { BlockId } from '@coldopen/core/id'
import { readBlock, reconcile, type Script, type ScriptStretch } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { blockNode, flatOfNode, idOf } from './BlockNode.ts'
import { type ChangedBlocks, changedBlocks } from './ChangedBlocks.ts'

/** A local change of the editor: the stretch of the script it touched, and the blocks the editor now shows there. */
export interface LocalChange {
  readonly stretch: ScriptStretch
  readonly shown: readonly Node[]
}

const shownId = (script: Script, node: Node | null): BlockId | null =>
  node !== null && script.index.has(idOf(node)) ? idOf(node) : null

/** What changed; in an empty script also the placeholder, which is written together with what is done next to it. */
const changedToWrite = (script: Script, old: Node, now: Node): ChangedBlocks => {
  const changed = changedBlocks(old, now)
  if (script.index.size > 0 || changed.before.length + changed.after.length === 0) return changed
  const after = now.content.content.flatMap((scene) => scene.content.content)
  return { ...changed, previous: null, next: null, before: [], after }
}

/** The stretch of the script that a local change of the editor touched; null when it touched no block. */
export const localChange = (script: Script, old: Node, now: Node): LocalChange | null => {
  const changed = changedToWrite(script, old, now)
  if (changed.before.length + changed.after.length === 0) return null
  const stretch = {
    previous: shownId(script, changed.previous),
    next: shownId(script, changed.next),
    was: changed.before.map(idOf).filter((id) => script.index.has(id)),
    now: changed.after.map(flatOfNode),
  }
  return { stretch, shown: changed.after }
}

/** True when a change is text typed in one block: such changes make one undo step. */
export const isTyping = ({ stretch: { was, now } }: LocalChange): boolean =>
  was.length === 1 && now.length === 1 && was[0] === now[0]?.id

/** The blocks of a stretch that the registers hold otherwise than they were written, or elsewhere. */
const unsettled = (script: Script, stretch: ScriptStretch, shown: readonly Node[]): BlockId[] => {
  const order = [stretch.previous, ...stretch.now.map((block) => block.id), stretch.next]
  return shown.map(idOf).filter((id, i) => {
    const node = shown[i]
    const block = readBlock(script.doc, id)
    if (node === undefined || block === null || !blockNode(block).eq(node)) return true
    return (
      script.index.neighbour(id, -1) !== order[i] || script.index.neighbour(id, 1) !== order[i + 2]
    )
  })
}

/** Writes a local change into the registers. Returns the blocks that did not come out as the editor shows them. */
export const applyLocal = (script: Script, { stretch, shown }: LocalChange): BlockId[] => {
  reconcile(script, stretch)
  return unsettled(script, stretch, shown)
}
