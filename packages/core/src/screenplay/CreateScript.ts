import * as Y from 'yjs'
import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import type { BlockId } from '../id/Id.ts'
import type { Ids } from '../id/Ids.ts'
import { makeOrderKeys } from '../id/OrderKeys.ts'
import type { BlockDraft } from './Block.ts'
import { isHeading } from './BlockKind.ts'
import { formatPlace } from './Place.ts'
import { birthsMap, blocksMap, isAttribute } from './Registers.ts'
import { toRuns } from './Run.ts'
import { writeRuns } from './TextRegister.ts'

const registersFor = (draft: BlockDraft, place: string): Y.Map<unknown> => {
  const registers = new Y.Map<unknown>()
  registers.set('k', draft.kind)
  registers.set('a0', place)
  for (const [name, value] of Object.entries(draft.attrs ?? {})) {
    if (isAttribute(name)) registers.set(name, value)
  }
  registers.set('t', new Y.Text())
  return registers
}

/**
 * Writes a whole script into a document that has none, each scene in a space of its own, and returns the blocks' ids.
 * One transaction that undo does not see: for imports.
 */
export const createScript = (doc: Y.Doc, blocks: readonly BlockDraft[], ids: Ids): BlockId[] => {
  const keys = makeOrderKeys(ids)
  const made: BlockId[] = []
  edit(doc, origins.scaffold, () => {
    let order: string | null = null
    let position: string | null = null
    let space = ''
    for (const draft of blocks) {
      if (space === '' || isHeading(draft.kind)) {
        space = ids.short()
        order = keys.between(order, null)
        position = null
        birthsMap(doc).set(space, order)
      }
      position = keys.between(position, null)
      const id = draft.id ?? (ids.short() as BlockId)
      const registers = registersFor(draft, formatPlace({ space, position }))
      blocksMap(doc).set(id, registers)
      const text = registers.get('t')
      if (text instanceof Y.Text) writeRuns(text, toRuns(draft.text))
      made.push(id)
    }
  })
  return made
}
