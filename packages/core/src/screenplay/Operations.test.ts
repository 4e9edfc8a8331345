import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { block, pictureOf, replica, scriptDoc, sync } from '../testing/ScriptPicture.ts'
import { readBlock, readScript } from './Block.ts'
import {
  hideBlocks,
  insertBlocks,
  joinBlock,
  restoreBlock,
  retypeBlock,
  setAttributes,
  splitBlock,
} from './EditBlocks.ts'
import { deleteText, formatText, insertText } from './EditText.ts'
import { hiddenWork } from './HiddenWork.ts'
import { moveScene } from './MoveScene.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { reconcile } from './Reconcile.ts'
import { blocksMap, registersOf } from './Registers.ts'
import { replaceTexts } from './ReplaceText.ts'
import { readScenes } from './Scene.ts'
import type { Script } from './Script.ts'
import { makeUndo } from './Undo.ts'

const start = 'h1 INT. ONE / a1 First line / h2 INT. TWO / a2 Second / h3 INT. THREE'
const open = (picture = start): Script => replica(scriptDoc(picture), 7, 'n')

/** Given a script, an act: the script after it. */
const after = (picture: string, act: (script: Script) => unknown): string => {
  const script = open(picture)
  act(script)
  expect(script.index.order()).toEqual(readScript(script.doc).map((each) => each.id))
  return pictureOf(script.doc)
}

const updatesOf = (doc: Y.Doc, act: () => unknown): Uint8Array[] => {
  const updates: Uint8Array[] = []
  const listen = (update: Uint8Array): void => void updates.push(update)
  doc.on('update', listen)
  act()
  doc.off('update', listen)
  return updates
}

describe('operations', () => {
  it('SCR-31 replaces stretches each on its own, beside what others write between them', () => {
    const base = scriptDoc('a1 Rain on *rain*. / a2 Dry')
    const [ada, ben] = [replica(base, 2, 'A'), replica(base, 3, 'B')]
    const [a1, gone] = [block('a1'), block('gone')]
    insertText(ben, a1, 8, 'the ')
    replaceTexts(ada, [
      { id: a1, from: 0, to: 4, text: 'Snow' },
      { id: gone, from: 0, to: 1, text: 'x' },
      { id: a1, from: 8, to: 12, text: 'snow' },
    ])
    sync(ada.doc, ben.doc)
    expect(pictureOf(ada.doc)).toBe('a1 Snow on the *snow*. / a2 Dry')
    expect(pictureOf(ben.doc)).toBe(pictureOf(ada.doc))
  })

  it('SCR-5 insert, split, join, retype: given, act, expected', () => {
    const a1 = block('a1')
    expect(
      after('a1 Rain', (s) => insertBlocks(s, null, [{ kind: 'scene_heading', text: 'INT.' }])),
    ).toBe('n2:h INT. / a1 Rain')
    expect(
      after('a1 Rain', (s) => insertBlocks(s, a1, [{ kind: 'character', text: 'ANNA' }])),
    ).toBe('a1 Rain / n2:c ANNA')
    expect(after('a1 One two / a2 x', (s) => splitBlock(s, a1, 4))).toBe('a1 One / n2:a two / a2 x')
    expect(after('a1 One *two*', (s) => splitBlock(s, a1, 5))).toBe('a1 One *t* / n2:a *wo*')
    expect(after('a1 One', (s) => splitBlock(s, a1, 0))).toBe('n2:a / a1 One')
    expect(after('a1 One', (s) => splitBlock(s, a1, 3, 'dialogue'))).toBe('a1 One / n2:d')
    expect(after('c1 ANNA / a1 *hey* you', (s) => joinBlock(s, a1))).toBe('c1 ANNA*hey* you')
    expect(after('a1 One', (s) => joinBlock(s, a1))).toBe('a1 One')
    expect(after('a1 One', (s) => retypeBlock(s, a1, 'hologram'))).toBe('a1:hologram One')
    expect(after('a1 One / a2 Two', (s) => hideBlocks(s, [a1]))).toBe('a2 Two')
    expect(after('', (s) => insertBlocks(s, null, [{ kind: 'action', text: 'One' }]))).toBe(
      'n2:a One',
    )
  })

  it('SCR-6 moving a scene of an import is one register write of some dozens of bytes; text stays in its type', () => {
    const script = open()
    const text = registersOf(script.doc, 'a2')?.get('t')
    const updates = updatesOf(script.doc, () => moveScene(script, block('h2'), block('h1')))
    expect(updates).toHaveLength(1)
    expect(updates[0]?.length).toBeLessThan(60)
    expect(pictureOf(script.doc)).toBe(
      'h2 INT. TWO / a2 Second / h1 INT. ONE / a1 First line / h3 INT. THREE',
    )
    expect(registersOf(script.doc, 'a2')?.get('t')).toBe(text)
  })

  it('SCR-7 no offset cuts a surrogate pair', () => {
    const a1 = block('a1')
    expect(after('a1 a😀b', (s) => insertText(s, a1, 2, 'X'))).toBe('a1 aX😀b')
    expect(after('a1 a😀b', (s) => deleteText(s, a1, 2, 3))).toBe('a1 ab')
    expect(after('a1 a😀b', (s) => deleteText(s, a1, 0, 2))).toBe('a1 b')
    expect(after('a1 a😀b', (s) => formatText(s, a1, 1, 2, { bold: true }))).toBe('a1 a*😀*b')
    expect(after('a1 a😀b', (s) => splitBlock(s, a1, 2))).toBe('a1 a / n2:a 😀b')
    expect(after('a1 a😀b', (s) => insertText(s, a1, 99, '\ud83d'))).toBe('a1 a😀b\ufffd')
    const script = open('a1 x😀y')
    const flat = readBlock(script.doc, a1)
    if (flat === null) throw new Error('no block')
    const now = [{ ...flat, runs: [{ text: 'x😁y', marks: {} }] }]
    reconcile(script, { previous: null, next: null, was: [a1], now })
    const peer = replica(script.doc, 8, 'm')
    expect(pictureOf(peer.doc)).toBe('a1 x😁y')
  })

  it('SCR-8 a hidden block keeps its text, says whether others wrote in it, and can be restored', () => {
    const script = open()
    const peer = replica(script.doc, 8, 'm')
    hideBlocks(script, [block('a1'), block('a2')])
    insertText(peer, block('a2'), 0, 'The ')
    sync(script.doc, peer.doc)
    expect(hiddenWork(script.doc)).toMatchObject([
      { id: 'a1', text: 'First line', edited: false },
      { id: 'a2', text: 'The Second', edited: true },
    ])
    restoreBlock(script, block('a1'))
    expect(pictureOf(script.doc)).toBe('h1 INT. ONE / a1 First line / h2 INT. TWO / h3 INT. THREE')
    restoreBlock(script, block('a1'))
    expect(() => restoreBlock(script, block('nope'))).toThrow(NoSuchBlock)
  })

  it('SCR-9 undo flips registers and never takes a container away', () => {
    const script = open('a1 One')
    const undo = makeUndo(script, { capture: () => 0, restore: () => undefined, stepMillis: 0 })
    const [id = block('')] = insertBlocks(script, block('a1'), [{ kind: 'dialogue', text: 'Two' }])
    const peer = replica(script.doc, 8, 'm')
    undo.undo()
    insertText(peer, id, 3, ' three')
    sync(script.doc, peer.doc)
    expect(pictureOf(script.doc)).toBe('a1 One')
    expect(hiddenWork(script.doc)).toMatchObject([{ id, text: ' three', edited: true }])
    undo.redo()
    expect(pictureOf(script.doc)).toBe('a1 One / n2:d Two three')
    insertText(peer, block('a1'), 0, 'B ')
    sync(script.doc, peer.doc)
    undo.undo()
    expect(undo.undo()).toBe(false)
    expect(pictureOf(script.doc)).toBe('a1 B One')
  })

  it('SCR-10 a scene moves alone: what stands before it, or was split off after it, stays', () => {
    const [h1, h2, a1, a2] = ['h1', 'h2', 'a1', 'a2'].map(block) as [never, never, never, never]
    const script = open('h1 ONE / a1 x / a2 y')
    const [top] = insertBlocks(script, null, [{ kind: 'transition', text: 'FADE IN' }])
    retypeBlock(script, a2, 'scene_heading')
    insertBlocks(script, a2, [{ id: h2, kind: 'scene_heading', text: 'TWO' }])
    expect(pictureOf(script.doc)).toBe(`${top}:t FADE IN / h1 ONE / a1 x / a2:h y / h2 TWO`)
    moveScene(script, h1, null)
    expect(pictureOf(script.doc)).toBe(`${top}:t FADE IN / a2:h y / h2 TWO / h1 ONE / a1 x`)
    moveScene(script, h1, h2)
    expect(pictureOf(script.doc)).toBe(`${top}:t FADE IN / a2:h y / h1 ONE / a1 x / h2 TWO`)
    moveScene(script, h2, h2)
    moveScene(script, a2, h1)
    moveScene(script, a2, h2)
    insertBlocks(script, a1, [{ kind: 'action', text: 'new' }])
    moveScene(script, h1, a2)
    expect(pictureOf(script.doc)).toMatch(
      /FADE IN \/ h1 ONE \/ a1 x \/ n\d+:a new \/ a2:h y \/ h2 TWO$/,
    )
    expect(() => moveScene(script, a1, null)).toThrow(NoSuchBlock)
    expect(() => moveScene(script, h1, block('gone'))).toThrow(NoSuchBlock)
    const peer = replica(script.doc, 9, 'p')
    expect(peer.index.order()).toEqual(script.index.order())
  })

  it('SCR-11 what is written above a scene that was moved to the top does not move with it', () => {
    const script = open('h1 ONE / h2 TWO / a2 x')
    moveScene(script, block('h2'), block('h1'))
    insertBlocks(script, null, [{ kind: 'action', text: 'top' }])
    expect(pictureOf(script.doc)).toBe('n2:a top / h2 TWO / a2 x / h1 ONE')
    moveScene(script, block('h2'), null)
    expect(pictureOf(script.doc)).toBe('n2:a top / h1 ONE / h2 TWO / a2 x')
  })

  it('SCR-12 reconcile writes what differs and nothing else', () => {
    const script = open()
    const now = readScript(script.doc)
    const was = now.map((each) => each.id)
    const whole = { previous: null, next: null, was, now }
    expect(updatesOf(script.doc, () => reconcile(script, whole))).toEqual([])
    const moved = [...now.slice(1), ...now.slice(0, 1)]
    const updates = updatesOf(script.doc, () => reconcile(script, { ...whole, now: moved }))
    expect(updates).toHaveLength(1)
    expect(pictureOf(script.doc)).toBe(
      'a1 First line / h2 INT. TWO / a2 Second / h3 INT. THREE / h1 INT. ONE',
    )
    expect(
      [...blocksMap(script.doc).values()].filter((each) => (each as Y.Map<unknown>).has('a')),
    ).toHaveLength(1)
  })

  it('SCR-13 attributes are set to exactly what is given, and never touch the registers of the model', () => {
    const script = open('h1 INT.')
    setAttributes(script, block('h1'), { number: '12A', omitted: true })
    setAttributes(script, block('h1'), { number: '12B', x: 'hide me', k: 'action', t: 1, a: 'z|z' })
    expect(readScript(script.doc)).toMatchObject([
      { id: 'h1', kind: 'scene_heading', text: 'INT.', attrs: { number: '12B' } },
    ])
    expect(pictureOf(script.doc)).toBe('h1 INT.')
  })

  it('SCR-14 a block that is not shown cannot be edited by mistake', () => {
    const script = open()
    hideBlocks(script, [block('a1')])
    for (const id of [block('a1'), block('nope')]) {
      const acts = [
        () => insertText(script, id, 0, 'x'),
        () => splitBlock(script, id, 0),
        () => joinBlock(script, id),
        () => retypeBlock(script, id, 'shot'),
        () => hideBlocks(script, [id]),
        () => insertBlocks(script, id, []),
        () => setAttributes(script, id, {}),
      ]
      for (const act of acts) expect(act).toThrow(NoSuchBlock)
    }
  })

  it('SCR-15 an undone scene move puts the scene back, a selection is handed back with each step', () => {
    const script = open()
    const given: number[] = []
    let now = 0
    const undo = makeUndo(script, {
      capture: () => now,
      restore: (state) => given.push(state),
      stepMillis: 0,
    })
    now = 1
    moveScene(script, block('h2'), block('h1'))
    now = 2
    retypeBlock(script, block('a1'), 'shot')
    now = 3
    undo.undo()
    undo.undo()
    expect(pictureOf(script.doc)).toBe(start)
    undo.redo()
    expect(given).toEqual([2, 1, 3])
    expect(readScenes(script.doc).map((scene) => scene.heading)).toEqual([
      'INT. TWO',
      'INT. ONE',
      'INT. THREE',
    ])
  })
})
