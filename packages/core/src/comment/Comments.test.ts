import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { receive } from '../document/Receive.ts'
import { origins } from '../document/Origin.ts'
import { readScriptFdx } from '../format/fdx/ImportFdx.ts'
import { readScriptFountain } from '../format/fountain/ScriptFountain.ts'
import { makeProjector } from '../projection/Projector.ts'
import { readScript } from '../screenplay/Block.ts'
import {
  hideBlocks,
  joinBlock,
  restoreBlock,
  retypeBlock,
  splitBlock,
} from '../screenplay/EditBlocks.ts'
import { deleteText, formatText, insertText } from '../screenplay/EditText.ts'
import { moveScene } from '../screenplay/MoveScene.ts'
import type { Script } from '../screenplay/Script.ts'
import { openScript } from '../screenplay/Script.ts'
import { scriptWriter } from '../testing/ActOnScript.ts'
import { block, pictureOf, replica, scriptDoc, sync } from '../testing/ScriptPicture.ts'
import { countedIds } from '../testing/SeededIds.ts'
import { anchorOf } from './Anchor.ts'
import { CommentEmpty, CommentTooLong, NoSuchComment, NotYourComment } from './CommentError.ts'
import { openComments } from './Comments.ts'
import {
  beginThread,
  deleteRemark,
  followText,
  reopenThread,
  reply,
  resolveThread,
  restoreRemark,
} from './EditComments.ts'
import { commentsMap } from './Registers.ts'
import { readThreads } from './Thread.ts'
import { placeOfThread } from './ThreadPlace.ts'

const picture = 'h1 INT. HOUSE / a1 Rain on the roof. / h2 EXT. ROAD / a2 A car 😀 stops.'
const at = '2026-11-20T12:00:00.000Z'
const ada = { id: 'user-ada', name: 'ada', at }
const bob = { id: 'user-bob', name: 'bob', at }

/** Ada and Bob, each with a replica of one script. */
const two = () => {
  const base = scriptDoc(picture)
  const [a, b] = [replica(base, 2, 'A'), replica(base, 3, 'B')]
  return { a, b, ca: openComments(a), cb: openComments(b), meet: () => sync(a.doc, b.doc) }
}

const wordsOf = (script: Script, id: string): string => {
  const text = readScript(script.doc).find((one) => one.id === id)?.text ?? ''
  return text
}

/** What each thread stands on: its words as the script shows them now, or null. */
const standing = (script: Script): (string | null)[] =>
  readThreads(script.doc).map((thread) => {
    const place = placeOfThread(script, thread)
    return place === null
      ? null
      : `${place.block}: ${wordsOf(script, place.block).slice(place.from, place.to)}`
  })

const about = (script: Script, id: string, words: string) => {
  const from = wordsOf(script, id).indexOf(words)
  const anchor = anchorOf(script.doc, block(id), from, from + words.length)
  if (anchor === null) throw new Error(`${id} does not hold ${words}`)
  return anchor
}

const thread = ({ doc }: Script) => {
  const [first] = readThreads(doc)
  if (first === undefined) throw new Error('There is no thread')
  return first
}

describe('what is said', () => {
  it('CMT-2 two who reply at once both keep theirs, in one order, after what they saw', () => {
    const { a, b, ca, cb, meet } = two()
    const id = beginThread(ca, about(a, 'a1', 'roof'), { words: 'Tin?' }, ada)
    meet()
    reply(cb, id, { words: 'Slate.' }, { ...bob, at: '2001-01-01T00:00:00.000Z' })
    meet()
    reply(ca, id, { words: 'Why?' }, ada)
    reply(cb, id, { words: 'It is old.' }, bob)
    meet()
    const said = thread(a).replies.map(({ words }) => words)
    expect(said[0]).toBe('Slate.')
    expect(said.toSorted()).toEqual(['It is old.', 'Slate.', 'Why?'])
    expect(readThreads(b.doc)).toEqual(readThreads(a.doc))
  })

  it('CMT-1 CMT-2 a reply comes before its thread, and damaged registers are read all the same', () => {
    const { a, ca } = two()
    const map = commentsMap(a.doc)
    a.doc.transact(() => {
      map.set(
        'r',
        new Y.Map<unknown>([
          ['re', 'later'],
          ['w', 'Hello'],
          ['at', 'noon'],
          ['u', 7],
        ]),
      )
      map.set('odd', 'no remark')
      map.set(
        'long',
        new Y.Map<unknown>([
          ['w', 'x'.repeat(9000)],
          ['a', '|'],
          ['r', 3],
          ['n', null],
        ]),
      )
    })
    expect(readThreads(a.doc)).toMatchObject([
      { id: 'later', first: null, replies: [{ words: 'Hello', at: null, user: '' }], anchors: [] },
      { id: 'long', first: { words: 'x'.repeat(4000), name: '' }, resolved: null },
    ])
    expect(reply(ca, 'later', { words: 'And?' }, ada)).not.toBe('')
    const registers = map.get('long') as Y.Map<unknown>
    registers.set('hologram', 'kept')
    resolveThread(ca, 'long', ada)
    expect(registers.get('hologram')).toBe('kept')
  })

  it('CMT-3 is resolved and reopened; of two who do so at once one stands whole', () => {
    const { a, b, ca, cb, meet } = two()
    const id = beginThread(ca, about(a, 'a1', 'Rain'), { words: 'Wet.' }, ada)
    meet()
    resolveThread(ca, id, ada)
    resolveThread(cb, id, { id: 'user-bob', name: 'bob | the other', at })
    meet()
    expect(thread(a).resolved).toEqual(thread(b).resolved)
    expect([
      { user: 'user-ada', name: 'ada', at },
      { user: 'user-bob', name: 'bob | the other', at },
    ]).toContainEqual(thread(a).resolved)
    reopenThread(cb, id)
    meet()
    expect(thread(a).resolved).toBeNull()
  })

  it('CMT-4 is deleted by its author alone, comes back, and a reply made meanwhile stays', () => {
    const { a, b, ca, cb, meet } = two()
    const id = beginThread(ca, about(a, 'a1', 'roof'), { words: 'Tin?' }, ada)
    meet()
    expect(() => deleteRemark(cb, id, bob.id)).toThrow(NotYourComment)
    deleteRemark(ca, id, ada.id)
    expect(readThreads(a.doc)).toEqual([])
    reply(cb, id, { words: 'Slate.' }, bob)
    meet()
    expect(thread(a)).toMatchObject({ first: null, replies: [{ words: 'Slate.' }] })
    expect(standing(b)).toEqual(['a1: roof'])
    restoreRemark(ca, id, ada.id)
    expect(thread(a).first?.words).toBe('Tin?')
    const nobody = beginThread(ca, about(a, 'a2', 'car'), { words: 'Red.' }, { ...ada, id: '' })
    meet()
    deleteRemark(cb, nobody, bob.id)
    expect(readThreads(b.doc)).toHaveLength(1)
  })

  it('CMT-5 what is empty, too long, for no thread or somebody else’s is refused and not written', () => {
    const { a, ca } = two()
    const anchor = about(a, 'a1', 'roof')
    const before = Y.encodeStateVector(a.doc)
    expect(() => beginThread(ca, anchor, { words: ' \n ' }, ada)).toThrow(CommentEmpty)
    expect(() => beginThread(ca, anchor, { words: 'x'.repeat(4001) }, ada)).toThrow(CommentTooLong)
    expect(() => reply(ca, 'none', { words: 'Hm.' }, ada)).toThrow(NoSuchComment)
    expect(() => resolveThread(ca, 'none', ada)).toThrow(NoSuchComment)
    expect(() => deleteRemark(ca, 'none', ada.id)).toThrow(NoSuchComment)
    expect(Y.encodeStateVector(a.doc)).toEqual(before)
    const mentions = Array.from({ length: 30 }, (_, n) => ({ user: `u${n}`, name: 'n'.repeat(99) }))
    beginThread(ca, anchor, { words: ' Hm. ', mentions }, { ...ada, name: 'a'.repeat(200) })
    const { first } = thread(a)
    expect(first?.words).toBe('Hm.')
    expect(first?.name).toHaveLength(80)
    expect(first?.mentions).toHaveLength(20)
    expect(first?.mentions[0]?.name).toHaveLength(80)
  })
})

describe('where a thread stands', () => {
  it('CMT-6 stays with its characters through what both write, retyping and a moved scene', () => {
    const { a, b, ca, meet } = two()
    beginThread(ca, about(a, 'a1', 'the roof'), { words: 'Whose?' }, ada)
    meet()
    insertText(b, block('a1'), 0, 'Heavy ')
    insertText(b, block('a1'), 6 + 11, ' tin')
    insertText(a, block('a1'), 8, 'X')
    insertText(a, block('a1'), 17, 'X')
    formatText(a, block('a1'), 9, 12, { bold: true })
    retypeBlock(b, block('a1'), 'dialogue')
    moveScene(a, block('h2'), block('h1'))
    meet()
    expect(standing(a)).toEqual(['a1: the tin roof'])
    expect(standing(b)).toEqual(standing(a))
  })

  it('CMT-6 cuts no surrogate pair', () => {
    const { a, ca } = two()
    const from = wordsOf(a, 'a2').indexOf('😀')
    const anchor = anchorOf(a.doc, block('a2'), from + 1, from + 1)
    expect(anchor).not.toBeNull()
    if (anchor !== null) beginThread(ca, anchor, { words: 'Who?' }, ada)
    expect(standing(a)).toEqual(['a2: 😀'])
    expect(anchorOf(a.doc, block('a2'), 3, 3)).toBeNull()
    expect(anchorOf(a.doc, block('none'), 0, 3)).toBeNull()
  })

  it('CMT-7 is nowhere without its text, keeps the words, and comes back with it', () => {
    const { a, b, ca, meet } = two()
    const { undo } = scriptWriter(a)
    beginThread(ca, about(a, 'a1', 'the roof'), { words: 'Whose?' }, ada)
    meet()
    deleteText(a, block('a1'), 6, 16)
    meet()
    expect(standing(b)).toEqual([null])
    expect(thread(b).about).toBe('the roof')
    undo.undo()
    meet()
    expect(standing(a)).toEqual(['a1: the roof'])
    expect(standing(b)).toEqual(['a1: the roof'])
    undo.redo()
    undo.undo()
    hideBlocks(b, [block('a1')])
    meet()
    expect(standing(a)).toEqual([null])
    restoreBlock(a, block('a1'))
    meet()
    expect(standing(b)).toEqual(['a1: the roof'])
    undo.destroy()
  })

  it('CMT-7 a deletion of a part leaves the rest, and undone gives back the whole', () => {
    const { a, b, ca, meet } = two()
    const { undo } = scriptWriter(a)
    beginThread(ca, about(a, 'a1', 'the roof'), { words: 'Whose?' }, ada)
    deleteText(a, block('a1'), 6, 11)
    expect(standing(a)).toEqual(['a1:  roof'])
    undo.undo()
    meet()
    expect(standing(a)).toEqual(['a1: the roof'])
    expect(standing(b)).toEqual(['a1: the roof'])
    undo.destroy()
  })

  it('CMT-7 does not take other words that say the same for its own', () => {
    const { a, ca } = two()
    insertText(a, block('a1'), 0, 'the roof, ')
    const text = wordsOf(a, 'a1')
    const from = text.lastIndexOf('the roof')
    const anchor = anchorOf(a.doc, block('a1'), from, from + 8)
    if (anchor !== null) beginThread(ca, anchor, { words: 'Again?' }, ada)
    expect(standing(a)).toEqual(['a1: the roof'])
    deleteText(a, block('a1'), from, from + 8)
    expect(standing(a)).toEqual([null])
  })

  it('CMT-7 in a copy whose characters are others, stands by its words', () => {
    const { a, ca } = two()
    beginThread(ca, about(a, 'a1', 'roof'), { words: 'Tin?' }, ada)
    beginThread(ca, about(a, 'a1', 'o'), { words: 'Which?' }, ada)
    const copy = openScript({ doc: scriptDoc(picture, 77), ids: countedIds('C') })
    copy.doc.transact(() => {
      for (const [id, registers] of commentsMap(a.doc).entries())
        commentsMap(copy.doc).set(id, (registers as Y.Map<unknown>).clone())
    })
    expect(standing(copy).toSorted()).toEqual(['a1: o', 'a1: roof'])
    copy.close()
  })

  it('CMT-22 goes with words that a split or a join wrote elsewhere, and back when that is undone', () => {
    const { a, b, ca, meet } = two()
    const { undo } = scriptWriter(a)
    const id = beginThread(ca, about(a, 'a1', 'the roof'), { words: 'Whose?' }, ada)
    const tail = splitBlock(a, block('a1'), 5)
    expect(standing(a)).toEqual([null])
    followText(ca, id, about(a, tail, 'the roof'))
    meet()
    expect(standing(b)).toEqual([`${tail}: the roof`])
    undo.undo()
    meet()
    expect(standing(b)).toEqual(['a1: the roof'])
    undo.redo()
    meet()
    expect(standing(b)).toEqual([`${tail}: the roof`])
    joinBlock(a, tail)
    followText(ca, id, about(a, 'a1', 'the roof'))
    meet()
    expect(standing(b)).toEqual(['a1: the roof'])
    undo.destroy()
  })
})

it('CMT-8 comments are no part of the script: nothing that is made of it changes, and no undo touches them', () => {
  const { a, ca } = two()
  const { undo } = scriptWriter(a)
  insertText(a, block('a1'), 0, 'Heavy ')
  const projector = makeProjector('screenplay', a.doc)
  const context = {
    document: 'd',
    project: 'p',
    owner: 'o',
    createdAt: at,
    seq: 3,
    changedAt: at,
  }
  const made = () => ({
    picture: pictureOf(a.doc),
    fountain: readScriptFountain(a.doc),
    fdx: readScriptFdx(a.doc),
    rows: projector.rows(context),
    anew: makeProjector('screenplay', a.doc).rows(context),
  })
  const before = made()
  let changes = 0
  a.observe(() => void changes++)
  const id = beginThread(ca, about(a, 'a1', 'roof'), { words: 'Tin?' }, ada)
  reply(ca, id, { words: 'Slate.' }, ada)
  resolveThread(ca, id, ada)
  deleteRemark(ca, id, ada.id)
  restoreRemark(ca, id, ada.id)
  expect(made()).toEqual(before)
  expect(changes).toBe(0)
  const said = readThreads(a.doc)
  undo.undo()
  expect(pictureOf(a.doc)).toBe(picture)
  expect(readThreads(a.doc)).toEqual(said)
  expect(undo.undo()).toBe(false)
  const reader = new Y.Doc()
  receive(reader, Y.encodeStateAsUpdate(a.doc), origins.load)
  expect(readThreads(reader)).toEqual(said)
  undo.destroy()
})
