import { actOnScript, scriptAct, scriptWriter, seededIds } from '@coldopen/core/testing'
import { openScript } from '@coldopen/core/screenplay'
import * as fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { LoggedEvent } from '../protocol/Event.ts'
import { KeptDocument } from './KeptDocument.ts'
import { maxNesting, maxStructs, poisonOf } from './Poison.ts'

const client = 77
const event = (
  body: Uint8Array,
  seq = 1,
  encoded: LoggedEvent['encoding'] = 'v1',
): LoggedEvent => ({
  seq,
  event_id: `event ${seq}`,
  actor_id: 'a',
  session_id: 's',
  session_seq: seq,
  base_seq: 0,
  client_id: client,
  encoding: encoded,
  body: Buffer.from(body).toString('base64'),
  authored_at: '2026-11-20T10:00:00Z',
  committed_at: '2026-11-20T10:00:00Z',
})
const verdict = (body: Uint8Array): string | null => poisonOf(event(body))?.reason ?? null

const written = (write: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.transact(() => write(doc))
  return Y.encodeStateAsUpdate(doc)
}

/** A V1 update of the client made by hand. */
const forged = (structs: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const number of [1, structs, client, 0]) encoding.writeVarUint(encoder, number)
  write(encoder)
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** One struct with a root as its parent and content that is not looked at yet. */
const item = (encoder: encoding.Encoder, content: number) => {
  encoding.writeUint8(encoder, content)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, 'root')
}

/** Arrays within arrays, as lib0 writes any value. */
const deepValue = (depth: number) =>
  forged(1, (encoder) => {
    item(encoder, 8)
    encoding.writeVarUint(encoder, 1)
    for (let level = 0; level < depth; level += 1) {
      encoding.writeUint8(encoder, 117)
      encoding.writeVarUint(encoder, 1)
    }
    encoding.writeUint8(encoder, 126)
  })

const deepTypes = (depth: number) =>
  forged(depth, (encoder) => {
    for (let level = 0; level < depth; level += 1) {
      encoding.writeUint8(encoder, 7)
      if (level === 0) {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, 'root')
      } else {
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, level - 1)
      }
      encoding.writeVarUint(encoder, 0)
    }
  })

const collected = (structs: number, length: number) =>
  forged(structs, (encoder) => {
    for (let index = 0; index < structs; index += 1) {
      encoding.writeUint8(encoder, 0)
      encoding.writeVarUint(encoder, length)
    }
  })

const sound = written((doc) => doc.getText('t').insert(0, 'Fade in: a harbour at night.'))

describe('what is poison', () => {
  it('PJR-6 malformed and truncated bodies, and bodies with something behind them', () => {
    expect(verdict(sound)).toBeNull()
    for (let end = 1; end < sound.length; end += 1)
      expect(verdict(sound.slice(0, end))).toMatch(/^The body does not decode/)
    expect(verdict(Uint8Array.of(...sound, 0))).toMatch(/bytes follow/)
    expect(verdict(Uint8Array.of())).toMatch(/does not decode/)
  })

  it('PJR-6 random bytes are judged, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const reason = verdict(bytes)
        if (reason !== null) expect(reason).toMatch(/^The body /)
      }),
      { numRuns: 500 },
    )
  })

  it('PJR-6 encodings mixed up', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, sound)
    expect(verdict(Y.encodeStateAsUpdateV2(doc))).toMatch(/does not decode/)
    expect(poisonOf(event(sound, 1, 'v2'))?.reason).toMatch(/encoded as v2/)
    const repeated = written((long) => {
      for (let n = 0; n < 5_000; n += 1) long.getArray('a').push([n % 2])
    })
    expect(verdict(Y.convertUpdateFormatV1ToV2(repeated))).toMatch(/does not decode/)
  })

  it('PJR-6 five megabytes, too many structs, lengths beyond all clocks', () => {
    expect(verdict(new Uint8Array(5_000_000))).toMatch(/5000000 bytes/)
    expect(verdict(collected(maxStructs, 1))).toBeNull()
    expect(verdict(collected(maxStructs + 1, 1))).toMatch(/131073 structs/)
    expect(verdict(collected(1, 2 ** 50))).toMatch(/reaches clock/)
    expect(verdict(forged(2 ** 40, () => {}))).toMatch(/does not decode/)
  })

  it('PJR-6 whose structs are another client’s', () => {
    const other = new Y.Doc()
    other.getText('t').insert(0, 'not mine')
    expect(verdict(Y.encodeStateAsUpdate(other))).toMatch(/speaks for client/)
  })

  it('PJR-6 values and types that nest too deep, with one verdict however deep', () => {
    const tooDeep = `The body nests deeper than ${maxNesting}.`
    for (const deep of [deepValue, deepTypes]) {
      expect(verdict(deep(maxNesting - 1))).toBeNull()
      for (const depth of [maxNesting + 1, 1_000, 100_000])
        expect(verdict(deep(depth))).toBe(tooDeep)
    }
  })

  it('PJR-6 clocks written again are left out, and what goes on from them is not', () => {
    const doc = new Y.Doc()
    doc.clientID = client
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    doc.getMap('m').set('a', 1)
    doc.getMap('m').set('b', 2)
    const [first, second] = updates
    if (first === undefined || second === undefined) throw new Error('two updates were made')
    const again = written((other) => other.getMap('m').set('a', 'other'))
    const kept = keep()
    const applied = kept.apply([event(first, 1), event(again, 2), event(second, 3)])
    expect(applied.spoilt).toBe(false)
    expect(applied.poison).toEqual([
      { seq: 2, reason: expect.stringMatching(/clocks 0 to 1 again/) },
    ])
    expect(kept.missing()).toBeNull()
    const all = Y.mergeUpdates([first, second, written((far) => far.getMap('m').set('z', 0))])
    expect(keep().apply([event(first, 1), event(all, 2)]).poison).toEqual([])
  })

  it('PJR-6 nothing an editor writes is', () => {
    fc.assert(
      fc.property(fc.array(scriptAct, { maxLength: 30 }), (acts) => {
        const doc = new Y.Doc()
        doc.clientID = client
        const events: LoggedEvent[] = []
        doc.on('update', (update: Uint8Array) => events.push(event(update, events.length + 1)))
        const writer = scriptWriter(openScript({ doc, ids: seededIds(1) }))
        for (const act of acts) actOnScript(writer, act)
        expect(events.map(poisonOf).filter((poison) => poison !== null)).toEqual([])
        expect(keep().apply(events)).toEqual({ poison: [], spoilt: false })
      }),
      { numRuns: 30 },
    )
  })
})

const keep = () =>
  new KeptDocument(
    {
      doc: 'd',
      project: 'p',
      kind: 'timeline',
      owner: 'o',
      epoch: 1,
      head: 0,
      cursor: 0,
      whole: true,
      quarantined: 0,
      created_at: '2026-11-20T10:00:00Z',
    },
    () => ({ rows: () => ({}), close: () => {} }),
  )
