import * as Y from 'yjs'
import { edit } from '../../document/Edit.ts'
import { origins } from '../../document/Origin.ts'
import type { BlockId } from '../../id/Id.ts'
import { lockMap } from '../../screenplay/LockMap.ts'
import { blockOfOmitted } from '../../screenplay/LockedScenes.ts'
import type { LockedPage, PageLock } from '../../screenplay/PageLock.ts'
import { readProductionScript } from '../../screenplay/ProductionScript.ts'
import { registersOf, textRegister } from '../../screenplay/Registers.ts'
import { ownUndoStep } from '../../screenplay/Undo.ts'
import { readLockedStarts } from './LockedPlaces.ts'
import type { Page } from './Page.ts'
import { pageNumbers } from './PageNumbers.ts'
import { type PageProfile, profiles } from './PageProfile.ts'
import { pageUnits } from './PageUnit.ts'
import { paginate } from './Paginate.ts'
import { blockOffset } from './PrintBlock.ts'

/**
 * Locks the pages a script has now by a profile; locked once more, those that came since are locked too, by the profile they
 * had. One undo step, and one register: of two who lock at once one has locked.
 */
export const lockPages = (doc: Y.Doc, wish: PageProfile): void => {
  const { profile: held, starts } = readLockedStarts(doc)
  const profile = held === null ? wish : profiles[held]
  const blocks = readProductionScript(doc)
  const pages = paginate(pageUnits(blocks, profile, undefined, true, starts), profile.lines)
  const numbers = pageNumbers(pages)
  const locked = pages.flatMap((page, i) => {
    const { locked: own } = page
    const begin = beginOf(doc, page)
    if (begin === null) return []
    return (own.length > 0 ? own : [numbers[i]!]).map((number) => ({ number, ...begin }))
  })
  write(doc, { profile: profile.name, pages: locked })
}

/** Pages are made anew from beginning to end. One undo step. */
export const unlockPages = (doc: Y.Doc): void => write(doc, null)

const write = (doc: Y.Doc, lock: PageLock | null): void =>
  edit(doc, origins.edit, ({ meta }) => {
    meta.set(ownUndoStep, true)
    lockMap(doc).set('pages', lock === null ? '' : JSON.stringify(lock))
  })

/** Where a page begins; null within dual dialogue, which has no place between two lines. */
const beginOf = (doc: Y.Doc, { items, start }: Page): Omit<LockedPage, 'number'> | null => {
  const { unit } = items[0]!
  if (unit.type === 'dual') {
    const print = unit.columns[0][0] ?? unit.columns[1][0]
    return start.at > 0 || print === undefined ? null : { block: print.block.id, at: null }
  }
  const { id } = unit.print.block
  const block = blockOfOmitted(id)
  return { block, at: start.at === 0 ? null : placeIn(doc, id, blockOffset(unit.print, start.at)) }
}

const placeIn = (doc: Y.Doc, id: BlockId, offset: number): object | null => {
  const registers = registersOf(doc, id)
  const text = registers === undefined ? undefined : textRegister(registers)
  return text === undefined
    ? null
    : (Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, offset)) as object)
}
