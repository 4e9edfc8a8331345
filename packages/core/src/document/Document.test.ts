import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createDocument } from './CreateDocument.ts'
import { DocumentTooNew } from './DocumentTooNew.ts'
import { edit } from './Edit.ts'
import { kindOf, metaMap, versionOf } from './Meta.ts'
import { origins } from './Origin.ts'
import { receive } from './Receive.ts'
import { canEdit, type UpgradePlan } from './SchemaVersion.ts'
import { upgradeDocument } from './UpgradeDocument.ts'

const nothing: UpgradePlan = { project: [], screenplay: [], scene: [], timeline: [] }
const plan: UpgradePlan = {
  ...nothing,
  scene: [
    (doc) => doc.getMap('card').set('tone', 'plain'),
    (doc) => doc.getMap('card').set('length', String(doc.getMap('card').get('tone')).length),
  ],
}

const scene = (): Y.Doc => {
  const doc = new Y.Doc()
  createDocument(doc, 'scene')
  return doc
}

const copy = (doc: Y.Doc): Y.Doc => {
  const other = new Y.Doc()
  receive(other, Y.encodeStateAsUpdate(doc), origins.remote)
  return other
}

describe('documents', () => {
  it('DOC-1 a new document says its kind and its schema version', () => {
    const doc = scene()
    expect([kindOf(doc), versionOf(doc), canEdit(doc)]).toEqual(['scene', 1, true])
    expect([kindOf(new Y.Doc()), versionOf(new Y.Doc())]).toEqual([null, null])
  })

  it('DOC-2 what passes the edit door is local, what is received is not', () => {
    const doc = scene()
    const seen: [unknown, boolean][] = []
    doc.on('afterTransaction', (transaction: Y.Transaction) =>
      seen.push([transaction.origin, transaction.local]),
    )
    edit(doc, origins.edit, () => doc.getMap('card').set('tone', 'dark'))
    receive(doc, Y.encodeStateAsUpdate(scene()), origins.load)
    expect(seen).toEqual([
      [origins.edit, true],
      [origins.load, false],
    ])
  })

  it('DOC-10 receiving writes nothing: marks that look redundant are left to the log', () => {
    const writers = [scene(), scene()] as const
    writers[0].getText('prompt').insert(0, 'a wide shot')
    receive(writers[1], Y.encodeStateAsUpdate(writers[0]), origins.remote)
    const reader = copy(writers[0])
    expect(reader.getText('prompt').toString()).toBe('a wide shot')
    for (const doc of writers) {
      edit(doc, origins.edit, () => doc.getText('prompt').format(0, 6, { bold: true }))
    }
    let written = 0
    reader.on('update', (...[, , , transaction]: [Uint8Array, unknown, Y.Doc, Y.Transaction]) => {
      if (transaction.local) written++
    })
    for (const doc of writers) receive(reader, Y.encodeStateAsUpdate(doc), origins.remote)
    expect(written).toBe(0)
    expect(reader.getText('prompt').toDelta()).toEqual([
      { insert: 'a wide', attributes: { bold: true } },
      { insert: ' shot' },
    ])
  })

  it('DOC-3 a document of a newer schema, or of an unknown kind, cannot be edited', () => {
    const newer = scene()
    newer.transact(() => metaMap(newer).set('schema.version', 2))
    const unknown = new Y.Doc()
    unknown.transact(() => metaMap(unknown).set('kind', 'storyboard'))
    for (const doc of [newer, unknown]) {
      expect(canEdit(doc)).toBe(false)
      expect(upgradeDocument(doc)).toBe('too-new')
      const before = Y.encodeStateAsUpdate(doc)
      expect(() => edit(doc, origins.edit, () => doc.getMap('card').set('x', 1))).toThrow(
        DocumentTooNew,
      )
      expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    }
  })

  it('DOC-4 an upgrade runs forward once, in one transaction with origin migrate', () => {
    const doc = scene()
    const seen: unknown[] = []
    doc.on('afterTransaction', (transaction: Y.Transaction) => seen.push(transaction.origin))
    expect(upgradeDocument(doc, plan)).toBe('upgraded')
    expect(seen).toEqual([origins.migrate])
    expect(doc.getMap('card').toJSON()).toEqual({ tone: 'plain', length: 5 })
    expect(versionOf(doc)).toBe(3)
    expect(upgradeDocument(doc, plan)).toBe('current')
    expect(upgradeDocument(new Y.Doc(), plan)).toBe('current')
  })

  it('DOC-5 two clients that upgrade at once converge, and lose nothing of a third who did not', () => {
    const first = scene()
    const [second, third] = [copy(first), copy(first)]
    upgradeDocument(first, plan)
    upgradeDocument(second, plan)
    third.transact(() => third.getMap('card').set('prompt', 'rain'))
    const all = [first, second, third]
    for (const to of all)
      for (const from of all) receive(to, Y.encodeStateAsUpdate(from), origins.remote)
    for (const doc of all) {
      expect(doc.getMap('card').toJSON()).toEqual({ tone: 'plain', length: 5, prompt: 'rain' })
      expect(upgradeDocument(doc, plan)).toBe('current')
    }
  })
})
