import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { fits } from './Fits.ts'

/** Two writers, each change as one update. */
const writers = () => {
  const [ann, ben] = [new Y.Doc(), new Y.Doc()]
  ann.clientID = 1
  ben.clientID = 2
  const change = (doc: Y.Doc, act: (text: Y.Text) => void): Uint8Array => {
    const made: Uint8Array[] = []
    doc.once('update', (update) => made.push(update))
    doc.transact(() => act(doc.getText('t')))
    return made[0] ?? new Uint8Array()
  }
  return { ann, ben, change }
}

describe('whether an update fits', () => {
  it('DOC-12 a writer’s next words do only after the words before them', () => {
    const { ann, change } = writers()
    const first = change(ann, (text) => text.insert(0, 'one'))
    const second = change(ann, (text) => text.insert(3, ' two'))
    const copy = new Y.Doc()
    expect(fits(copy, first)).toBe(true)
    expect(fits(copy, second)).toBe(false)
    expect(fits(copy, Y.mergeUpdates([first, second]))).toBe(true)
    Y.applyUpdate(copy, first)
    expect(fits(copy, second)).toBe(true)
  })

  it('DOC-12 words between another’s, and the erasure of them, need those', () => {
    const { ann, ben, change } = writers()
    const first = change(ann, (text) => text.insert(0, 'one'))
    Y.applyUpdate(ben, first)
    const between = change(ben, (text) => text.insert(1, '!'))
    const erased = change(ben, (text) => text.delete(2, 1))
    const nested = change(ben, (text) => text.insertEmbed(0, new Y.Map([['a', 1]])))
    const copy = new Y.Doc()
    expect([between, erased, nested].map((update) => fits(copy, update))).toEqual([
      false,
      false,
      false,
    ])
    Y.applyUpdate(copy, first)
    for (const update of [between, erased, nested]) {
      expect(fits(copy, update)).toBe(true)
      Y.applyUpdate(copy, update)
      expect(copy.store.pendingStructs).toBe(null)
      expect(copy.store.pendingDs).toBe(null)
    }
  })
})
