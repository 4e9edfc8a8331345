import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { coalesce } from './Coalesce.ts'

/** A writer who records the updates of each window. */
const writer = () => {
  const doc = new Y.Doc()
  const text = doc.getText('t')
  let window: Uint8Array[] = []
  let from = 0
  doc.on(
    'update',
    (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (local) window.push(update)
    },
  )
  const seal = (limit = Infinity): Uint8Array[] => {
    const bodies = coalesce(doc, doc.clientID, from, window, limit)
    window = []
    from = Y.getState(doc.store, doc.clientID)
    return bodies
  }
  return { doc, text, seal }
}

const act = fc.oneof(
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    text: fc.string({ maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('delete' as const),
    at: fc.nat(),
    count: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constant('format' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({
    kind: fc.constant('foreign' as const),
    text: fc.string({ minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('seal' as const), limit: fc.integer({ min: 30, max: 200 }) }),
)

describe('a coalesced window', () => {
  it('LOG-7 holds exactly what was written: a peer fed with it has the same document', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { doc, text, seal } = writer()
        const undo = new Y.UndoManager(text)
        const peer = new Y.Doc()
        const foreign = new Y.Doc()
        const send = (limit?: number) => {
          for (const body of seal(limit)) {
            const clients = Y.decodeUpdate(body).structs.map((struct) => struct.id.client)
            expect(new Set(clients).size).toBeLessThanOrEqual(1)
            Y.applyUpdate(peer, body)
          }
          expect(peer.store.pendingStructs).toBe(null)
        }
        for (const one of acts) {
          const length = text.length
          if (one.kind === 'insert') text.insert(one.at % (length + 1), one.text)
          if (one.kind === 'delete' && length > 0) {
            const at = one.at % length
            text.delete(at, Math.min(one.count, length - at))
          }
          if (one.kind === 'format' && length > 0) text.format(one.at % length, 1, { bold: true })
          if (one.kind === 'undo') undo.undo()
          if (one.kind === 'seal') send(one.limit)
          if (one.kind === 'foreign') {
            send()
            Y.applyUpdate(foreign, Y.encodeStateAsUpdate(peer))
            foreign.getText('t').insert(0, one.text)
            for (const target of [peer, doc]) Y.applyUpdate(target, Y.encodeStateAsUpdate(foreign))
          }
        }
        send()
        expect(peer.getText('t').toDelta()).toEqual(text.toDelta())
        expect(Y.encodeStateVector(peer)).toEqual(Y.encodeStateVector(doc))
      }),
      { numRuns: 200 },
    )
  })

  it('LOG-7 takes few bytes for each key, and none for what came to nothing', () => {
    const { text, seal } = writer()
    text.insert(0, 'x')
    seal()
    const before = text.length
    for (let i = 0; i < 10; i++) text.insert(text.length, 'y')
    const bytes = seal().reduce((sum, body) => sum + body.byteLength, 0)
    expect(text.length).toBe(before + 10)
    expect(bytes / 10).toBeLessThan(4)
    expect(seal()).toEqual([])
  })

  it('OUT-7 parts what is larger than one event may be, as far as it can be parted', () => {
    const { doc, text, seal } = writer()
    for (let i = 0; i < 200; i++) text.insert(0, `line ${i} `)
    const bodies = seal(500)
    expect(bodies.length).toBeGreaterThan(5)
    expect(Math.max(...bodies.map((body) => body.byteLength))).toBeLessThanOrEqual(500)
    const peer = new Y.Doc()
    for (const body of bodies) Y.applyUpdate(peer, body)
    expect(peer.getText('t').toString()).toBe(text.toString())
    expect(Y.encodeStateAsUpdate(peer)).toEqual(Y.encodeStateAsUpdate(doc))
  })
})
