import type { BlockId } from '../id/Id.ts'
import { moveRun } from './MoveRun.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { isHead, sceneRun } from './SceneRun.ts'
import type { Script } from './Script.ts'

/**
 * Moves a scene before another block, usually a heading, or to the end: one register write for a scene that has its own
 * segment. What others write in the scene at the same time moves with it; a section that follows it stays.
 */
export const moveScene = (script: Script, head: BlockId, before: BlockId | null): void => {
  if (!script.index.has(head) || !isHead(script, head)) throw new NoSuchBlock({ id: head })
  if (before !== null && !script.index.has(before)) throw new NoSuchBlock({ id: before })
  moveRun(script, sceneRun(script, head), before)
}
