import type * as Y from 'yjs'
import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import type { BlockId } from '../id/Id.ts'
import type { DisplayIndex } from './DisplayIndex.ts'
import { lockMap } from './LockMap.ts'
import { numberedScenes } from './LockedScenes.ts'
import { numbered } from './NumberedScenes.ts'
import { registersOf } from './Registers.ts'
import { lockRegister, readSceneLock, type SceneLock } from './SceneLock.ts'
import { ownUndoStep } from './Undo.ts'

/**
 * Locks the numbers scenes have now; a scene without one gets its own. Locked once more, the scenes that came since are
 * locked too. One undo step, and one register: of two who lock at once one has locked.
 */
export const lockScenes = (doc: Y.Doc, index: DisplayIndex): void => {
  const before = readSceneLock(doc) ?? new Map<BlockId, string>()
  const { numbers } = numberedScenes(doc, index, before)
  writeNumbers(doc, numbers, new Map([...before, ...numbers]))
}

/** Takes the lock away and counts the scenes anew, 1, 2, 3 …; none is omitted any more. One undo step. */
export const unlockScenes = (doc: Y.Doc, index: DisplayIndex): void => {
  const ids = [...numberedScenes(doc, index, new Map()).numbers.keys()]
  const anew = numbered(ids.map(() => null))
  writeNumbers(doc, new Map(ids.map((id, i) => [id, anew[i]!])), null)
}

const writeNumbers = (
  doc: Y.Doc,
  numbers: ReadonlyMap<BlockId, string>,
  lock: SceneLock | null,
): void =>
  edit(doc, origins.edit, ({ meta }) => {
    meta.set(ownUndoStep, true)
    for (const [id, number] of numbers) {
      const registers = registersOf(doc, id)
      if (registers?.get('number') !== number) registers?.set('number', number)
    }
    lockMap(doc).set('scenes', lockRegister(lock))
  })
