import { Result } from 'effect'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decodeUpdate } from './DecodeUpdate.ts'
import { inspectUpdate } from './InspectUpdate.ts'
import { reauthor } from './Reauthor.ts'

type Act = readonly [number, number]

const act = (doc: Y.Doc, [what, where]: Act): void => {
  const text = doc.getText('t')
  const map = doc.getMap<unknown>('m')
  const at = where % (text.length + 1)
  if (what === 0) text.insert(at, `<${where}>`)
  if (what === 1 && text.length > 0) text.delete(Math.min(at, text.length - 1), 1)
  if (what === 2) map.set(`k${where % 3}`, where)
  if (what === 3) map.set(`n${where % 3}`, new Y.Map([['t', new Y.Text('inner')]]))
  if (what === 4) map.delete(`k${where % 3}`)
  if (what === 5 && text.length > 0) text.format(0, Math.max(1, at), { bold: true })
  if (what === 6) {
    const inner = map.get(`n${where % 3}`)
    const words = inner instanceof Y.Map ? inner.get('t') : undefined
    if (words instanceof Y.Text) words.insert(0, 'deep ')
  }
  if (what === 7) doc.getArray<unknown>('a').push([{ where }, null, where, new Uint8Array([1])])
}

const content = (doc: Y.Doc): unknown => [
  doc.getText('t').toDelta(),
  doc.getMap('m').toJSON(),
  doc.getArray('a').toJSON(),
]

const acts = fc.array(fc.tuple(fc.nat(7), fc.nat(50)), { maxLength: 40 })

describe('updates', () => {
  it('DOC-6 a re-authored session gives the same content under its new client id', () => {
    fc.assert(
      fc.property(acts, acts, (before, mine) => {
        const base = new Y.Doc()
        base.clientID = 1
        for (const step of before) act(base, step)
        const start = Y.encodeStateAsUpdate(base)
        const writer = new Y.Doc()
        writer.clientID = 2
        const updates: Uint8Array[] = []
        Y.applyUpdate(writer, start)
        writer.on('update', (update: Uint8Array) => updates.push(update))
        for (const step of mine) act(writer, step)
        const reader = new Y.Doc()
        Y.applyUpdate(reader, start)
        for (const update of updates) {
          Y.applyUpdate(reader, Result.getOrThrow(reauthor(update, 2, 77)))
        }
        expect(content(reader)).toEqual(content(writer))
        const clock = Y.decodeStateVector(Y.encodeStateVector(reader))
        expect(clock.has(2)).toBe(false)
        expect(clock.get(77)).toBe(Y.decodeStateVector(Y.encodeStateVector(writer)).get(2))
        const whole = Result.getOrThrow(reauthor(Y.encodeStateAsUpdate(writer), 2, 77))
        const again = new Y.Doc()
        Y.applyUpdate(again, whole)
        expect(content(again)).toEqual(content(writer))
      }),
      { numRuns: 150 },
    )
  })

  it('DOC-6 only what a client wrote from a clock on changes hands, counted from 0', () => {
    fc.assert(
      fc.property(acts, acts, (before, after) => {
        const writer = new Y.Doc()
        writer.clientID = 2
        for (const step of before) act(writer, step)
        const start = Y.encodeStateAsUpdate(writer)
        const since = Y.getState(writer.store, 2)
        const updates: Uint8Array[] = []
        writer.on('update', (update: Uint8Array) => updates.push(update))
        for (const step of after) act(writer, step)
        const reader = new Y.Doc()
        Y.applyUpdate(reader, start)
        for (const update of updates) {
          Y.applyUpdate(reader, Result.getOrThrow(reauthor(update, 2, 77, Infinity, since)))
        }
        expect(content(reader)).toEqual(content(writer))
        expect(reader.store.pendingStructs).toBe(null)
        expect(Y.getState(reader.store, 2)).toBe(since)
        expect(Y.getState(reader.store, 77)).toBe(Y.getState(writer.store, 2) - since)
      }),
      { numRuns: 150 },
    )
  })

  it('DOC-7 re-authoring there and back gives the same bytes; a taken client id is refused', () => {
    const doc = new Y.Doc()
    doc.clientID = 5
    for (const step of [0, 3, 2, 6, 1, 5, 7] as const) act(doc, [step, 3])
    const update = Y.encodeStateAsUpdate(doc)
    const there = Result.getOrThrow(reauthor(update, 5, 900))
    expect(there).not.toEqual(update)
    expect(Result.getOrThrow(reauthor(there, 900, 5))).toEqual(update)
    const other = new Y.Doc()
    other.clientID = 6
    Y.applyUpdate(other, update)
    act(other, [0, 1])
    expect(Result.getFailure(reauthor(Y.encodeStateAsUpdate(other), 5, 6))).toMatchObject({
      value: { _tag: 'ClientInUpdate', client: 6 },
    })
  })

  it('DOC-8 an update is summarised without a document', () => {
    const doc = new Y.Doc()
    doc.clientID = 9
    doc.getText('t').insert(0, 'hello')
    const before = Y.encodeStateVector(doc)
    doc.getText('t').insert(5, ' you')
    doc.getText('t').delete(0, 2)
    const update = Y.encodeStateAsUpdate(doc, before)
    expect(Result.getOrThrow(inspectUpdate(update))).toEqual({
      clients: [{ client: 9, from: 5, to: 9 }],
      structs: 1,
      deletes: 2,
    })
  })

  it('DOC-9 damaged or oversized bytes are a typed failure, never a throw', () => {
    const doc = new Y.Doc()
    for (const step of [0, 3, 2, 6, 7, 5] as const) act(doc, [step, 3])
    const update = Y.encodeStateAsUpdate(doc)
    expect(Result.getFailure(inspectUpdate(update, 10))).toMatchObject({
      value: { _tag: 'UpdateTooLarge', bytes: update.length, limit: 10 },
    })
    expect(Result.getFailure(inspectUpdate(update.slice(0, 20)))).toMatchObject({
      value: { _tag: 'CorruptUpdate' },
    })
    const tags = new Set<string>()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (noise, at) => {
        const damaged = Uint8Array.from(update)
        damaged.set(noise.slice(0, 3), at % (damaged.length - 3))
        for (const bytes of [noise, damaged]) {
          const outcomes: Result.Result<unknown, { readonly _tag: string }>[] = [
            inspectUpdate(bytes),
            reauthor(bytes, 1, 2),
            decodeUpdate(bytes, 9e6),
          ]
          for (const outcome of outcomes) {
            if (Result.isFailure(outcome)) tags.add(outcome.failure._tag)
          }
        }
      }),
      { numRuns: 500 },
    )
    expect([...tags]).toEqual(['CorruptUpdate'])
  })
})
