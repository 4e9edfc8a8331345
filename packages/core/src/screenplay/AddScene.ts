import type { BlockId } from '../id/Id.ts'
import { insertBlocks, setAttributes } from './EditBlocks.ts'
import { numberedScenes } from './LockedScenes.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { readSceneLock } from './SceneLock.ts'
import { isHead, sceneRun } from './SceneRun.ts'
import type { Script } from './Script.ts'

/** Puts an empty scene heading after a scene, or at the end of the script; while numbers are locked it is given its own. Returns its id. */
export const addScene = (script: Script, after: BlockId | null): BlockId => {
  if (after !== null && (!script.index.has(after) || !isHead(script, after)))
    throw new NoSuchBlock({ id: after })
  const last = after === null ? script.index.order().at(-1) : sceneRun(script, after).blocks.at(-1)
  const [head] = insertBlocks(script, last ?? null, [{ kind: 'scene_heading', text: '' }])
  const lock = readSceneLock(script.doc)
  const number =
    lock === null || head === undefined
      ? undefined
      : numberedScenes(script.doc, script.index, lock).numbers.get(head)
  if (head !== undefined && number !== undefined) setAttributes(script, head, { number })
  return head as BlockId
}
