import type { BlockId } from '@coldopen/core/id'
import { readBlock, reconcile, type Script, type ScriptWindow } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { blockNode, flatOfNode, idOf } from './BlockNode.ts'
import { changedBlocks } from './ChangedBlocks.ts'

const shownId = (script: Script, node: Node | null): BlockId | null =>
  node !== null && script.index.has(idOf(node)) ? idOf(node) : null

/** The stretch of the script that a local change of the editor touched; null when it touched no block. */
export const windowOf = (script: Script, old: Node, now: Node): ScriptWindow | null => {
  const changed = changedBlocks(old, now)
  if (changed.before.length + changed.after.length === 0) return null
  return {
    previous: shownId(script, changed.previous),
    next: shownId(script, changed.next),
    was: changed.before.map(idOf).filter((id) => script.index.has(id)),
    now: changed.after.map(flatOfNode),
  }
}

/** True when a change is text typed in one block: such changes make one undo step. */
export const isTyping = ({ was, now }: ScriptWindow): boolean =>
  was.length === 1 && now.length === 1 && was[0] === now[0]?.id

/** The blocks of a window that the registers hold otherwise than they were written, or elsewhere. */
const unsettled = (script: Script, window: ScriptWindow, shown: readonly Node[]): BlockId[] => {
  const order = [window.previous, ...window.now.map((block) => block.id), window.next]
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
export const applyLocal = (
  script: Script,
  window: ScriptWindow,
  old: Node,
  now: Node,
): BlockId[] => {
  reconcile(script, window)
  return unsettled(script, window, changedBlocks(old, now).after)
}
