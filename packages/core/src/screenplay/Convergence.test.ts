import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createDocument } from '../document/CreateDocument.ts'
import { origins } from '../document/Origin.ts'
import { receive } from '../document/Receive.ts'
import { actOnScript, scriptWriter, type ScriptWriter } from '../testing/ActOnScript.ts'
import { scriptAct, scriptDrafts, type ScriptAct } from '../testing/ScriptArbitrary.ts'
import { seededIds } from '../testing/SeededIds.ts'
import { witness, Witnesses } from '../testing/Witnesses.ts'
import { blockOf, readScript } from './Block.ts'
import { createScript } from './CreateScript.ts'
import { displayOrder } from './DisplayOrder.ts'
import { insertText } from './EditText.ts'
import { blocksMap } from './Registers.ts'
import { openScript } from './Script.ts'

declare const process: { readonly env: Readonly<Record<string, string | undefined>> }

const long = process.env['COLDOPEN_LONG'] === '1'
const runs = long ? 4_000 : 150
const most = 70

/** Every block, hidden ones too. */
const everyBlock = (doc: Y.Doc): string[] =>
  [...blocksMap(doc).entries()]
    .flatMap(([id, registers]) =>
      registers instanceof Y.Map ? [JSON.stringify(blockOf(id as never, registers))] : [],
    )
    .toSorted()

interface Event {
  readonly by: number
  readonly body: Uint8Array
}

/** A writer with an outbox and a cursor in the log, both of which lag behind as they please. */
interface Peer extends ScriptWriter {
  readonly client: number
  readonly outbox: Event[]
  cursor: number
}

const openPeers = (doc: Y.Doc): Peer[] =>
  [11, 12, 13].map((client) => {
    const copy = new Y.Doc()
    copy.clientID = client
    receive(copy, Y.encodeStateAsUpdate(doc), origins.load)
    const outbox: Event[] = []
    copy.on('update', (body: Uint8Array, _origin: unknown, _doc: Y.Doc, by: Y.Transaction) => {
      if (by.local) outbox.push({ by: client, body })
    })
    const writer = scriptWriter(openScript({ doc: copy, ids: seededIds(client) }))
    return { ...writer, client, outbox, cursor: 0 }
  })

/** Sends the first of what is waiting to the log, and takes the next of the log in. */
const exchange = (peer: Peer, log: Event[], send: number, take: number): void => {
  log.push(...peer.outbox.splice(0, send))
  for (const { by, body } of log.slice(peer.cursor, peer.cursor + take)) {
    if (by !== peer.client) receive(peer.script.doc, body, origins.remote)
    peer.cursor++
  }
}

const some = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat(30) },
)
const step = fc.record({
  who: fc.nat(2),
  act: scriptAct,
  witness: fc.boolean(),
  send: some,
  take: some,
})

const check = ({ script: { doc, index } }: Peer): void => {
  expect(index.order()).toEqual(displayOrder(doc))
  expect(index.size).toBe(new Set(index.order()).size)
}

const typeWitness = ({ script }: Peer, act: ScriptAct, n: number): void => {
  const ids = script.index.order()
  const id = ids[act.target % Math.max(1, ids.length)]
  if (id !== undefined) insertText(script, id, act.from, witness(n))
}

it(`SCR-30 three writers, ${runs} runs of up to ${most} random acts, undo and partial sync mixed in: scripts converge, nothing written is lost`, () => {
  let acts = 0
  fc.assert(
    fc.property(scriptDrafts, fc.array(step, { maxLength: most, size: 'max' }), (drafts, steps) => {
      const doc = new Y.Doc()
      doc.clientID = 1
      createDocument(doc, 'screenplay')
      createScript(doc, drafts, seededIds(1))
      const peers = openPeers(doc)
      const log: Event[] = []
      const witnesses = new Witnesses()
      steps.forEach(({ who, act, witness: typed, send, take }, n) => {
        const peer = peers[who]
        if (peer === undefined) return
        acts++
        const { doc: own } = peer.script
        if (typed) witnesses.during(own, () => typeWitness(peer, act, n))
        witnesses.during(own, () => actOnScript(peer, act))
        exchange(peer, log, send, take)
        check(peer)
      })
      const all = Number.MAX_SAFE_INTEGER
      for (const peer of peers) exchange(peer, log, all, 0)
      for (const peer of peers) exchange(peer, log, all, all)
      const [first, ...others] = peers.map(({ script }) => ({
        script: readScript(script.doc),
        all: everyBlock(script.doc),
      }))
      for (const other of others) expect(other).toEqual(first)
      for (const peer of peers) check(peer)
      expect(first?.all.join('\n')).not.toContain('\uFFFD')
      for (const peer of peers) {
        expect(witnesses.missing(peer.script.doc)).toEqual([])
        peer.undo.destroy()
        peer.script.close()
      }
    }),
    { numRuns: runs, endOnFailure: true },
  )
  if (long) expect(acts).toBeGreaterThan(100_000)
}, 3_600_000)
