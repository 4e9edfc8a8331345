import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createDocument } from '../document/CreateDocument.ts'
import { origins } from '../document/Origin.ts'
import { receive } from '../document/Receive.ts'
import { readBlock } from '../screenplay/Block.ts'
import { createScript } from '../screenplay/CreateScript.ts'
import { cutsPair } from '../screenplay/TextRegister.ts'
import { openScript } from '../screenplay/Script.ts'
import { actOnScript, scriptWriter, type ScriptWriter } from '../testing/ActOnScript.ts'
import { scriptAct, scriptDrafts } from '../testing/ScriptArbitrary.ts'
import { seededIds } from '../testing/SeededIds.ts'
import { anchorOf } from './Anchor.ts'
import { type Comments, openComments } from './Comments.ts'
import {
  beginThread,
  deleteRemark,
  followText,
  reopenThread,
  reply,
  resolveThread,
  restoreRemark,
} from './EditComments.ts'
import { readThreads, type Thread } from './Thread.ts'
import { placeOfThread } from './ThreadPlace.ts'

interface Peer extends ScriptWriter {
  readonly comments: Comments
  readonly name: string
}

/** Remarks that were said, by their words, and whether their author wants them gone. */
type Said = Map<string, { readonly id: string; readonly by: Peer; deleted: boolean }>

const openPeer = (doc: Y.Doc, client: number): Peer => {
  const copy = new Y.Doc()
  copy.clientID = client
  receive(copy, Y.encodeStateAsUpdate(doc), origins.load)
  const script = openScript({ doc: copy, ids: seededIds(client) })
  return { ...scriptWriter(script), comments: openComments(script), name: `w${client}` }
}

const catchUp = (to: Peer, from: Peer): void => {
  const missing = Y.encodeStateVector(to.script.doc)
  receive(to.script.doc, Y.encodeStateAsUpdate(from.script.doc, missing), origins.remote)
}

const commentAct = fc.record({
  what: fc.constantFrom(
    'begin',
    'begin',
    'reply',
    'reply',
    'resolve',
    'reopen',
    'delete',
    'restore',
    'follow',
  ),
  thread: fc.nat(20),
  block: fc.nat(20),
  from: fc.nat(12),
  length: fc.nat(9),
})
type CommentAct = typeof commentAct extends fc.Arbitrary<infer A> ? A : never

const anchorFor = ({ script }: Peer, act: CommentAct) => {
  const ids = script.index.order()
  const id = ids[act.block % Math.max(1, ids.length)]
  return id === undefined ? null : anchorOf(script.doc, id, act.from, act.from + act.length)
}

const speak = (peer: Peer, act: CommentAct, n: number, said: Said): void => {
  const { comments, name } = peer
  const author = { id: name, name, at: new Date(Date.UTC(2026, 0, 1) - n * 1000).toISOString() }
  const threads = readThreads(comments.doc)
  const thread = threads[act.thread % Math.max(1, threads.length)]
  const words = `remark ${n}`
  const anchor = anchorFor(peer, act)
  if (act.what === 'begin' && anchor !== null) {
    said.set(words, {
      id: beginThread(comments, anchor, { words }, author),
      by: peer,
      deleted: false,
    })
  }
  if (thread === undefined) return
  if (act.what === 'reply') {
    said.set(words, { id: reply(comments, thread.id, { words }, author), by: peer, deleted: false })
  }
  if (act.what === 'resolve') resolveThread(comments, thread.id, author)
  if (act.what === 'reopen') reopenThread(comments, thread.id)
  if (act.what === 'follow' && anchor !== null) followText(comments, thread.id, anchor)
  const own = [...said.values()].filter(({ by }) => by === peer)
  const mine = own[act.block % Math.max(1, own.length)]
  if (mine === undefined || (act.what !== 'delete' && act.what !== 'restore')) return
  mine.deleted = act.what === 'delete'
  const change = mine.deleted ? deleteRemark : restoreRemark
  change(comments, mine.id, name)
}

const remarksOf = ({ first, replies }: Thread) => (first === null ? replies : [first, ...replies])

const checkPlaces = ({ script }: Peer): void => {
  for (const thread of readThreads(script.doc)) {
    const place = placeOfThread(script, thread)
    if (place === null) continue
    const text = readBlock(script.doc, place.block)?.text ?? ''
    expect(script.index.has(place.block)).toBe(true)
    expect(0 <= place.from && place.from < place.to && place.to <= text.length).toBe(true)
    expect(cutsPair(text, place.from) || cutsPair(text, place.to)).toBe(false)
  }
}

it('CMT-9 three writers, random acts on script and comments with undo and partial sync: the same threads at the same places, nothing said is lost', () => {
  const step = fc.record({
    who: fc.nat(2),
    from: fc.nat(2),
    takes: fc.boolean(),
    act: scriptAct,
    comment: fc.option(commentAct, { freq: 3 }),
  })
  fc.assert(
    fc.property(scriptDrafts, fc.array(step, { maxLength: 50, size: 'max' }), (drafts, steps) => {
      const doc = new Y.Doc()
      doc.clientID = 1
      createDocument(doc, 'screenplay')
      createScript(doc, drafts, seededIds(1))
      const peers = [11, 12, 13].map((client) => openPeer(doc, client))
      const said: Said = new Map()
      steps.forEach(({ who, from, takes, act, comment }, n) => {
        const [peer, other] = [peers[who], peers[from]]
        if (peer === undefined || other === undefined) return
        if (takes && peer !== other) catchUp(peer, other)
        actOnScript(peer, act)
        if (comment !== null) speak(peer, comment, n, said)
        checkPlaces(peer)
      })
      for (const to of peers) for (const from of peers) if (to !== from) catchUp(to, from)
      for (const to of peers) for (const from of peers) if (to !== from) catchUp(to, from)
      const [first, ...others] = peers.map(({ script }) => {
        const threads = readThreads(script.doc)
        return { threads, places: threads.map((thread) => placeOfThread(script, thread)) }
      })
      for (const other of others) expect(other).toEqual(first)
      const shown = (first?.threads ?? []).flatMap((thread) => remarksOf(thread))
      const kept = [...said].filter(([, { deleted }]) => !deleted).map(([words]) => words)
      expect(shown.map(({ words }) => words).toSorted()).toEqual(kept.toSorted())
      for (const peer of peers) {
        peer.undo.destroy()
        peer.script.close()
      }
    }),
    { numRuns: 150, endOnFailure: true },
  )
}, 600_000)
