import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { origins } from '../document/Origin.ts'
import { receive } from '../document/Receive.ts'
import { makeDice } from '../testing/Dice.ts'
import { randomProjectEdit } from '../testing/ProjectEdits.ts'
import { seededIds } from '../testing/SeededIds.ts'
import {
  addCard,
  addScreenplay,
  archiveProject,
  createProject,
  moveCard,
  removeCard,
  renameProject,
  restoreCard,
} from './EditProject.ts'
import { NotOnShelf } from './NotOnShelf.ts'
import { openProject, type Project, projectMap, readProject } from './Project.ts'
import { shelfMap } from './Shelf.ts'
import { slugOf } from './Slug.ts'

const createdAt = '2026-11-20T09:00:00.000Z'
const later = '2026-11-20T10:00:00.000Z'

const project = (seed = 1): Project => {
  const doc = new Y.Doc()
  createProject(doc, { title: 'First light', createdAt })
  return openProject({ doc, ids: seededIds(seed) })
}

const copy = ({ doc }: Project, seed: number): Project => {
  const other = new Y.Doc()
  receive(other, Y.encodeStateAsUpdate(doc), origins.remote)
  return openProject({ doc: other, ids: seededIds(seed) })
}

const merge = (...projects: readonly Project[]): void => {
  for (const to of projects)
    for (const from of projects) receive(to.doc, Y.encodeStateAsUpdate(from.doc), origins.remote)
}

const shown = ({ doc }: Project): string =>
  readProject(doc)
    .cards.flatMap(({ document, hidden }) => (hidden ? [] : [document]))
    .join(' ')

const withCards = (): Project => {
  const made = project()
  for (const card of ['a', 'b', 'c', 'd']) addCard(made, card)
  return made
}

describe('projects', () => {
  it('PRO-1 a new project says its title, its slug and when it was made; the slug stays', () => {
    const { doc } = project()
    renameProject(doc, 'Last light')
    archiveProject(doc, true)
    expect(readProject(doc)).toEqual({
      title: 'Last light',
      slug: 'first-light',
      archived: true,
      createdAt,
      screenplays: [],
      cards: [],
    })
  })

  it('PRO-2 a shelf shows its entries by place, whoever added them', () => {
    const first = project()
    addCard(first, 'a')
    addCard(first, 'c')
    addCard(first, 'b', 'c')
    addScreenplay(first, 's')
    const second = copy(first, 2)
    addCard(first, 'x')
    addCard(second, 'y')
    merge(first, second)
    expect(shown(second)).toBe(shown(first))
    expect(shown(first)).toMatch(/^a b c (x y|y x)$/)
    expect(readProject(first.doc).screenplays).toEqual([
      { document: 's', hidden: false, hiddenAt: null },
    ])
  })

  it('PRO-3 removing hides and says when, restoring and adding again show it at its place', () => {
    const made = withCards()
    removeCard(made, 'b', later)
    expect(readProject(made.doc).cards[1]).toEqual({
      document: 'b',
      hidden: true,
      hiddenAt: later,
    })
    expect(shown(made)).toBe('a c d')
    restoreCard(made, 'b')
    expect(shown(made)).toBe('a b c d')
    removeCard(made, 'c', later)
    addCard(made, 'c')
    expect(shown(made)).toBe('a b c d')
  })

  it('PRO-4 concurrent moves and removals', () => {
    const first = withCards()
    const second = copy(first, 2)
    moveCard(first, 'a', null)
    moveCard(second, 'd', 'b')
    merge(first, second)
    expect([shown(first), shown(second)]).toEqual(['d b c a', 'd b c a'])
    moveCard(first, 'c', 'd')
    moveCard(second, 'c', null)
    merge(first, second)
    expect(shown(first)).toBe(shown(second))
    expect(shown(first).split(' ').toSorted()).toEqual(['a', 'b', 'c', 'd'])
    moveCard(first, 'b', null)
    removeCard(second, 'b', later)
    merge(first, second)
    expect(shown(first)).not.toContain('b')
    moveCard(first, 'a', 'a')
    expect(shown(first)).toBe(shown(second))
  })

  it('PRO-5 undoing an addition hides it and keeps its registers', () => {
    const made = project()
    const undo = new Y.UndoManager(
      ['cards', 'p'].map((name) => made.doc.getMap(name)),
      {
        trackedOrigins: new Set([origins.edit]),
      },
    )
    addCard(made, 'a')
    undo.undo()
    expect(readProject(made.doc).cards).toEqual([{ document: 'a', hidden: true, hiddenAt: null }])
    undo.redo()
    expect(shown(made)).toBe('a')
  })

  it('PRO-6 reading is total', () => {
    const { doc } = withCards()
    doc.transact(() => {
      for (const [key, value] of Object.entries({ title: 7, slug: null, archived: 'no' }))
        projectMap(doc).set(key, value)
      projectMap(doc).set('createdAt', 'yesterday')
      shelfMap(doc, 'cards').set('e', 'not registers')
      shelfMap(doc, 'cards').set('f', new Y.Map())
      const registers = shelfMap(doc, 'cards').get('a') as Y.Map<unknown>
      registers.set('a', 3)
      registers.set('x', true)
      registers.set('at', {})
    })
    const read = readProject(doc)
    expect([read.title, read.slug, read.archived, read.createdAt]).toEqual(['', '', false, null])
    expect(read.cards.map(({ document }) => document).toSorted()).toEqual(['a', 'b', 'c', 'd', 'f'])
    expect(read.cards.find(({ document }) => document === 'a')).toEqual({
      document: 'a',
      hidden: true,
      hiddenAt: null,
    })
    expect(readProject(new Y.Doc()).cards).toEqual([])
  })

  it('PRO-7 unknown keys stay', () => {
    const made = withCards()
    made.doc.transact(() => {
      projectMap(made.doc).set('palette', 'dusk')
      ;(shelfMap(made.doc, 'cards').get('a') as Y.Map<unknown>).set('colour', 'red')
    })
    renameProject(made.doc, 'Other')
    moveCard(made, 'a', null)
    expect(projectMap(made.doc).get('palette')).toBe('dusk')
    expect((shelfMap(made.doc, 'cards').get('a') as Y.Map<unknown>).get('colour')).toBe('red')
  })

  it('PRO-8 an entry that is not there is refused', () => {
    const made = withCards()
    const before = Y.encodeStateAsUpdate(made.doc)
    expect(() => moveCard(made, 'z', null)).toThrow(NotOnShelf)
    expect(() => moveCard(made, 'a', 'z')).toThrow(NotOnShelf)
    expect(() => removeCard(made, 'z', later)).toThrow(NotOnShelf)
    expect(Y.encodeStateAsUpdate(made.doc)).toEqual(before)
  })

  for (const seed of [1, 2, 3, 4, 5, 6])
    it(`PRO-10 any edits and undos of three people converge and lose no entry, seed ${seed}`, () => {
      const dice = makeDice(seed)
      const first = project(seed * 10)
      const all = [first, copy(first, seed * 10 + 1), copy(first, seed * 10 + 2)]
      const undos = all.map(
        ({ doc }) =>
          new Y.UndoManager(
            ['cards', 'screenplays', 'p'].map((name) => doc.getMap(name)),
            { trackedOrigins: new Set([origins.edit]), captureTimeout: 0 },
          ),
      )
      const added = new Set<string>()
      const make = (): string => {
        const id = `document ${added.size}`
        added.add(id)
        return id
      }
      for (let round = 0; round < 25; round++) {
        for (let edits = 0; edits < 12; edits++) {
          const who = dice.below(3)
          const undo = dice.below(10)
          if (undo === 0) undos[who]?.undo()
          else if (undo === 1) undos[who]?.redo()
          else randomProjectEdit(all[who] ?? first, dice, make)
        }
        merge(...all)
        const [a, b, c] = all.map(({ doc }) => readProject(doc))
        expect(b).toEqual(a)
        expect(c).toEqual(a)
        const held = [...(a?.cards ?? []), ...(a?.screenplays ?? [])].map((entry) => entry.document)
        expect(new Set(held)).toEqual(added)
        expect(held.length).toBe(added.size)
      }
    })

  it('PRO-9 slugs', () => {
    const slugs = [
      'First light',
      '  Über Straße!  ',
      'Мир 2',
      '!!!',
      '',
      'x'.repeat(99),
      '한국 영화',
    ]
    expect(slugs.map(slugOf)).toEqual([
      'first-light',
      'uber-straße',
      'мир-2',
      'untitled',
      'untitled',
      'x'.repeat(60),
      '한국-영화',
    ])
  })
})
