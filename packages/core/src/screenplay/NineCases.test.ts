import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { block, pictureOf, replica, scriptDoc, sync } from '../testing/ScriptPicture.ts'
import {
  hideBlocks,
  insertBlocks,
  joinBlock,
  restoreBlock,
  retypeBlock,
  splitBlock,
} from './EditBlocks.ts'
import { insertText } from './EditText.ts'
import { readScript } from './Block.ts'
import { hiddenWork } from './HiddenWork.ts'
import { moveScene } from './MoveScene.ts'
import { adoptStrayWords, splitConflicts } from './SplitConflict.ts'
import type { Script } from './Script.ts'

/** Every scene in a space of its own, as an import writes them. */
const picture = `h1 INT. ONE / a1 First line / h2 INT. TWO / a2 Second line / b2:a More / h3 INT. THREE / a3 Third line`

type Act = (script: Script) => void

/** The same script typed line by line: all of its scenes in one space. */
const typedDoc = (): Y.Doc => {
  const [first = '', ...rest] = picture.split(' / ')
  const script = replica(scriptDoc(first), 3, 'T')
  let after = block('h1')
  for (const line of rest) {
    const [draft] = readScript(scriptDoc(line))
    if (draft !== undefined) after = insertBlocks(script, after, [draft])[0] ?? after
  }
  expect(pictureOf(script.doc)).toBe(picture)
  return script.doc
}

/** Both writers act on the same script, then meet; with the client ids both ways round, so both merge orders. */
const merged = (a: Act, b: Act): readonly Script[][] =>
  [
    [scriptDoc(picture), 10, 20] as const,
    [scriptDoc(picture), 20, 10] as const,
    [typedDoc(), 10, 20] as const,
    [typedDoc(), 20, 10] as const,
  ].map(([doc, first, second]) => {
    const mine = replica(doc, first, 'A')
    const theirs = replica(doc, second, 'B')
    a(mine)
    b(theirs)
    sync(mine.doc, theirs.doc)
    expect(pictureOf(theirs.doc)).toBe(pictureOf(mine.doc))
    expect(mine.index.order()).toEqual(theirs.index.order())
    return [mine, theirs]
  })

const pictures = (a: Act, b: Act): string[] => [
  ...new Set(merged(a, b).map(([mine]) => (mine === undefined ? '' : pictureOf(mine.doc)))),
]

const [h1, a1, h2, a2, h3] = ['h1', 'a1', 'h2', 'a2', 'h3'].map(block) as [
  never,
  never,
  never,
  never,
  never,
]

describe('SHOW-5 the nine cases: what A and B do at once', () => {
  it('SCR-20 retype a block ∥ type in it: both kept', () => {
    const seen = pictures(
      (a) => retypeBlock(a, a2, 'dialogue'),
      (b) => insertText(b, a2, 11, '!'),
    )
    expect(seen).toEqual([picture.replace('a2 Second line', 'a2:d Second line!')])
  })

  it('SCR-21 move a scene ∥ type in it: both kept', () => {
    const seen = pictures(
      (a) => moveScene(a, h2, null),
      (b) => insertText(b, a2, 0, 'The '),
    )
    expect(seen).toEqual([
      'h1 INT. ONE / a1 First line / h3 INT. THREE / a3 Third line / h2 INT. TWO / a2 The Second line / b2:a More',
    ])
  })

  it('SCR-22 both move the same scene: one place, nothing garbled', () => {
    const seen = pictures(
      (a) => moveScene(a, h2, null),
      (b) => moveScene(b, h2, h1),
    )
    const end =
      'h1 INT. ONE / a1 First line / h3 INT. THREE / a3 Third line / h2 INT. TWO / a2 Second line / b2:a More'
    const start =
      'h2 INT. TWO / a2 Second line / b2:a More / h1 INT. ONE / a1 First line / h3 INT. THREE / a3 Third line'
    expect(seen.toSorted()).toEqual([end, start].toSorted())
  })

  it('SCR-23 A moves scene 2, B moves scene 3: both moves, text intact', () => {
    const seen = pictures(
      (a) => moveScene(a, h2, h1),
      (b) => moveScene(b, h3, h1),
    )
    const one = 'h1 INT. ONE / a1 First line'
    const two = 'h2 INT. TWO / a2 Second line / b2:a More'
    const three = 'h3 INT. THREE / a3 Third line'
    const either = [`${two} / ${three} / ${one}`, `${three} / ${two} / ${one}`]
    for (const order of seen) expect(either).toContain(order)
  })

  it('SCR-24 move a scene ∥ new line in it: the line follows', () => {
    const seen = pictures(
      (a) => moveScene(a, h2, h1),
      (b) => insertBlocks(b, block('b2'), [{ kind: 'dialogue', text: 'New' }]),
    )
    expect(seen).toEqual([
      'h2 INT. TWO / a2 Second line / b2:a More / B2:d New / h1 INT. ONE / a1 First line / h3 INT. THREE / a3 Third line',
    ])
  })

  it('SCR-25 make a line a heading ∥ type below it: kept, and below it', () => {
    const seen = pictures(
      (a) => retypeBlock(a, a2, 'scene_heading'),
      (b) => {
        insertText(b, block('b2'), 4, ' of it')
        insertBlocks(b, block('b2'), [{ kind: 'action', text: 'New' }])
      },
    )
    expect(seen).toEqual([
      'h1 INT. ONE / a1 First line / h2 INT. TWO / a2:h Second line / b2:a More of it / B2:a New / h3 INT. THREE / a3 Third line',
    ])
  })

  it('SCR-26 both split one line: no duplicate ids; overlapping text may repeat once and is reported', () => {
    for (const [mine] of merged(
      (a) => splitBlock(a, a1, 6),
      (b) => splitBlock(b, a1, 2),
    )) {
      if (mine === undefined) throw new Error('no merge')
      const ids = mine.index.order()
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toHaveLength(9)
      expect(pictureOf(mine.doc)).toMatch(/a1 Fi \/ .*rst line/)
      expect(splitConflicts(mine.doc)).toMatchObject([
        { kind: 'repeated-tail', source: a1, text: 'line' },
      ])
    }
  })

  it('SCR-27 split ∥ type in the tail: no words lost; they are reported, and go where they belong', () => {
    for (const [mine, theirs] of merged(
      (a) => splitBlock(a, a1, 5),
      (b) => insertText(b, a1, 6, 'long '),
    )) {
      if (mine === undefined || theirs === undefined) throw new Error('no merge')
      expect(pictureOf(mine.doc)).toContain(' / a1 Firstlong / A2:a  line / ')
      const found = splitConflicts(mine.doc)
      expect(found).toMatchObject([
        { kind: 'stray-words', source: a1, block: 'A2', text: 'long ', offset: 1 },
      ])
      for (const conflict of found)
        if (conflict.kind === 'stray-words') adoptStrayWords(theirs, conflict)
      sync(mine.doc, theirs.doc)
      expect(pictureOf(mine.doc)).toContain(' / a1 First / A2:a  long line / ')
      expect(splitConflicts(mine.doc)).toEqual([])
    }
  })

  it('SCR-28 join ∥ type in the joined line; delete ∥ type in it: words kept hidden, found and restored', () => {
    for (const take of [(s: Script) => joinBlock(s, a2), (s: Script) => hideBlocks(s, [a2])]) {
      for (const [mine, theirs] of merged(take, (b) => insertText(b, a2, 6, ' good'))) {
        if (mine === undefined || theirs === undefined) throw new Error('no merge')
        expect(hiddenWork(mine.doc)).toMatchObject([
          { id: a2, text: 'Second good line', edited: true },
        ])
        restoreBlock(theirs, a2)
        sync(mine.doc, theirs.doc)
        expect(pictureOf(mine.doc)).toContain(' / a2 Second good line / ')
        expect(hiddenWork(mine.doc)).toEqual([])
      }
    }
  })
})
