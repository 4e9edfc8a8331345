import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createDocument } from '../document/CreateDocument.ts'
import { origins } from '../document/Origin.ts'
import { receive } from '../document/Receive.ts'
import { scriptDrafts } from '../testing/ScriptArbitrary.ts'
import { block, pictureOf, replica, scriptDoc, sync } from '../testing/ScriptPicture.ts'
import { seededIds } from '../testing/SeededIds.ts'
import { readScript } from './Block.ts'
import { shownKind } from './BlockKind.ts'
import { createScript } from './CreateScript.ts'
import { displayOrder } from './DisplayOrder.ts'
import { insertBlocks } from './EditBlocks.ts'
import { insertText } from './EditText.ts'
import { birthsMap, blocksMap, registersOf, segmentsMap } from './Registers.ts'
import { textOf, toRuns } from './Run.ts'
import { readScenes } from './Scene.ts'
import { openScript } from './Script.ts'
import { readTitlePage, setTitlePage, titleEntry } from './TitlePage.ts'

describe('reading', () => {
  it('SCR-1 reading is total: missing, unknown and damaged registers show something, and never throw', () => {
    const doc = scriptDoc('h1 INT. / a1 One / a2 Two / a3 Three')
    doc.transact(() => {
      registersOf(doc, 'a1')?.delete('k')
      registersOf(doc, 'a1')?.set('a', 7)
      registersOf(doc, 'a2')?.delete('a0')
      registersOf(doc, 'a3')?.delete('t')
      blocksMap(doc).set('odd', 'no registers')
      segmentsMap(doc).set('', 'x')
      segmentsMap(doc).set('S|', '~')
      segmentsMap(doc).set('nowhere|zz', '~~~')
      birthsMap(doc).set('S9', 9)
    })
    expect(pictureOf(doc)).toBe('h1 INT. / a1 One / a3 / a2 Two')
    const script = openScript({ doc, ids: seededIds(1) })
    expect(script.index.order()).toEqual(displayOrder(doc))
    insertBlocks(script, block('a2'), [{ kind: 'action', text: 'after' }])
    insertBlocks(script, null, [{ kind: 'action', text: 'before' }])
    expect(script.index.order()).toEqual(displayOrder(doc))
    expect(readScript(doc).map((each) => each.text)).toEqual([
      'before',
      'INT.',
      'One',
      '',
      'Two',
      'after',
    ])
  })

  it('SCR-2 order is segments by key, then positions, then ids; orphans come last', () => {
    const doc = scriptDoc('h1 A / a1 B / h2 C')
    doc.transact(() => {
      for (const [id, place] of [
        ['z', 'lost|A'],
        ['y', 'lost|A'],
        ['x', 'gone|B'],
      ] as const) {
        blocksMap(doc).set(
          id,
          new Y.Map<unknown>([
            ['a0', place],
            ['t', new Y.Text(id)],
          ]),
        )
      }
    })
    expect(displayOrder(doc)).toEqual(['h1', 'a1', 'h2', 'x', 'y', 'z'])
    const { index } = openScript({ doc, ids: seededIds(1) })
    expect(index.order()).toEqual(displayOrder(doc))
    expect([index.first(), index.last(), index.size]).toEqual(['h1', 'z', 6])
    expect([index.neighbour(block('h2'), 1), index.neighbour(block('h2'), -1)]).toEqual(['x', 'a1'])
    expect([index.neighbour(block('h1'), -1), index.neighbour(block('z'), 1)]).toEqual([null, null])
  })

  it('SCR-3 a scene runs from one heading to the next; what stands before the first has no heading', () => {
    const doc = scriptDoc('t1 FADE IN / h1 INT. A / a1 x / h2 INT. B')
    expect(readScenes(doc).map(({ id, heading, blocks }) => [id, heading, blocks.length])).toEqual([
      [null, '', 1],
      ['h1', 'INT. A', 2],
      ['h2', 'INT. B', 1],
    ])
    expect(readScenes(scriptDoc(''))).toEqual([])
  })

  it('SCR-4 a created script reads as it was given: kinds, marks and attributes known or not', () => {
    fc.assert(
      fc.property(scriptDrafts, (drafts) => {
        const doc = new Y.Doc()
        createDocument(doc, 'screenplay')
        createScript(doc, drafts, seededIds(3))
        const copy = new Y.Doc()
        receive(copy, Y.encodeStateAsUpdate(doc), origins.load)
        const read = readScript(copy)
        expect(read.map(({ kind, runs, attrs }) => ({ kind, runs, attrs }))).toEqual(
          drafts.map(({ kind, text, attrs }) => ({ kind, runs: toRuns(text), attrs: attrs ?? {} })),
        )
        expect(read.map((each) => each.text)).toEqual(
          drafts.map(({ text }) => textOf(toRuns(text))),
        )
      }),
      { numRuns: 60 },
    )
    expect([shownKind('hologram'), shownKind('shot')]).toEqual(['action', 'shot'])
  })

  it('SCR-16 an edit keeps unknown registers, marks and embedded objects of its block', () => {
    const doc = scriptDoc('a1 One two')
    doc.transact(() => {
      const registers = registersOf(doc, 'a1')
      registers?.set('future', { deep: [1, 2] })
      registers?.set('shade', 'blue')
      const text = registers?.get('t')
      if (text instanceof Y.Text) {
        text.format(0, 3, { glow: { level: 2 } })
        text.insertEmbed(3, { image: 'x' })
      }
    })
    const script = replica(doc, 9, 'n')
    insertText(script, block('a1'), 8, '!')
    const [read] = readScript(script.doc)
    expect(read).toMatchObject({ text: 'One\uFFFC two!', attrs: { shade: 'blue' } })
    expect(read?.runs[0]).toEqual({ text: 'One', marks: { glow: { level: 2 } } })
    expect(registersOf(script.doc, 'a1')?.get('future')).toEqual({ deep: [1, 2] })
    const text = registersOf(script.doc, 'a1')?.get('t') as Y.Text
    expect(text.toDelta()).toContainEqual({ insert: { image: 'x' } })
  })

  it('SCR-17 the open script tells each change once, with how a text changed', () => {
    const script = replica(scriptDoc('a1 One / a2 Two'), 7, 'n')
    const peer = replica(script.doc, 8, 'm')
    const seen: unknown[] = []
    const stop = script.observe(({ local, texts, blocks, reordered }) =>
      seen.push([local, [...texts], [...blocks], reordered]),
    )
    insertText(peer, block('a1'), 1, 'xy')
    sync(script.doc, peer.doc)
    insertBlocks(peer, block('a1'), [{ id: block('new'), kind: 'action', text: '' }])
    sync(script.doc, peer.doc)
    insertText(script, block('a2'), 3, '!')
    stop()
    insertText(script, block('a2'), 3, '?')
    expect(seen).toEqual([
      [false, [['a1', [{ keep: 1 }, { insert: 2 }]]], [], false],
      [false, [], ['new'], true],
      [true, [['a2', [{ keep: 3 }, { insert: 1 }]]], [], false],
    ])
  })
})

describe('title page', () => {
  const ids = seededIds(4)
  const entries = [
    { key: 'Title', text: '_BRICK & STEEL_\nFULL RETIRED' },
    { key: 'Draft date', text: '1/20/2012' },
    { key: 'Studio slate', text: 'x' },
  ]

  it('SCR-18 keeps order, lines and unknown keys; a dropped entry is hidden, its text kept', () => {
    const doc = scriptDoc('')
    setTitlePage(doc, entries, ids)
    expect(readTitlePage(doc)).toEqual(entries)
    expect(titleEntry(doc, 'draft DATE')).toBe('1/20/2012')
    const reordered = [entries[2], entries[0]].filter((entry) => entry !== undefined)
    setTitlePage(doc, reordered, ids)
    expect(readTitlePage(doc)).toEqual(reordered)
    expect(titleEntry(doc, 'Draft date')).toBe('')
    expect(doc.getText('title:Draft date').toString()).toBe('1/20/2012')
  })

  it('SCR-19 two writers who add the same entry at once write in one text', () => {
    const [a, b] = [scriptDoc(''), scriptDoc('', 2)]
    sync(a, b)
    setTitlePage(a, [{ key: 'Author', text: 'Anna' }], seededIds(5))
    setTitlePage(b, [{ key: 'Author', text: 'Ben' }], seededIds(6))
    sync(a, b)
    expect(readTitlePage(a)).toEqual(readTitlePage(b))
    expect(['AnnaBen', 'BenAnna']).toContain(titleEntry(a, 'author'))
  })
})
