import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { integratePending } from './IntegratePending.ts'

/** A document under a clientID of its choice, and the updates it made. */
const writer = (client: number) => {
  const doc = new Y.Doc()
  doc.clientID = client
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, by: Y.Transaction) => {
    if (by.local) made.push(update)
  })
  return { made, doc, marks: doc.getArray<string>('marks') }
}

describe('what Yjs holds back', () => {
  it('IN-1 is let in when its ground came, whatever order the updates came in', () => {
    const [ann, ben] = [writer(1), writer(2)]
    ann.marks.push(['a0'])
    ann.marks.push(['a1'])
    for (const update of ann.made) Y.applyUpdate(ben.doc, update, 'remote')
    ben.marks.push(['b0'])
    for (const update of ben.made) Y.applyUpdate(ann.doc, update, 'remote')
    ann.marks.insert(2, ['a2'])
    ann.marks.insert(3, ['a3'])
    const [a0, a1, a2, a3] = ann.made
    const doc = new Y.Doc()
    for (const update of [ben.made[0]!, a3!, a0!, a1!, a2!]) Y.applyUpdate(doc, update)
    expect(doc.store.pendingStructs).not.toBeNull()
    integratePending(doc)
    expect(doc.store.pendingStructs).toBeNull()
    expect(doc.getArray('marks').toArray()).toEqual(['a0', 'a1', 'a2', 'a3', 'b0'])
  })
})
