import type { BlockId } from '../id/Id.ts'
import { moveRun } from './MoveRun.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { isHead, partAbove, sceneRun } from './SceneRun.ts'
import type { Script } from './Script.ts'

/**
 * Moves a scene before another block, usually a heading, or to the end: one register write for a scene that has its own
 * segment. What others write in the scene at the same time moves with it; a section that follows it stays. Moved to a later
 * heading it stands behind the scene above, where a section opens there not in that section.
 */
export const moveScene = (script: Script, head: BlockId, before: BlockId | null): void => {
  if (!script.index.has(head) || !isHead(script, head)) throw new NoSuchBlock({ id: head })
  if (before !== null && !script.index.has(before)) throw new NoSuchBlock({ id: before })
  moveRun(script, sceneRun(script, head), placeAt(script, head, before))
}

const placeAt = (script: Script, head: BlockId, before: BlockId | null): BlockId | null => {
  if (before === null || !isHead(script, before)) return before
  const order = script.index.order()
  return order.indexOf(head) < order.indexOf(before) ? partAbove(script, before) : before
}
