import { createDocument, edit, metaMap, origins, receive } from '@coldopen/core/document'
import { readScript, retypeBlock, type BlockDraft } from '@coldopen/core/screenplay'
import { splitBlock } from 'prosemirror-commands'
import { Plugin, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { screenplaySchema } from '../schema.ts'
import { findBlock } from './FindBlock.ts'
import {
  joinWriter,
  newScript,
  openWriter,
  shown,
  type Writer,
  written,
} from './testing/EditorPicture.ts'
import { HeadlessView } from './testing/HeadlessView.ts'

const drafts: readonly BlockDraft[] = [
  { id: 'h1' as never, kind: 'scene_heading', text: 'INT. ONE' },
  { id: 'a1' as never, kind: 'action', text: 'First line' },
  { id: 'h2' as never, kind: 'scene_heading', text: 'INT. TWO' },
  {
    id: 'a2' as never,
    kind: 'hologram',
    text: [{ text: 'Second', marks: { glow: 3 } }],
    attrs: { depth: 2 },
  },
]

const pair = (): readonly [Writer, Writer] => {
  const doc = newScript(drafts)
  return [joinWriter(doc, 21), joinWriter(doc, 22)]
}

const sync = (...writers: readonly Writer[]): void => {
  for (const to of writers) {
    for (const from of writers) {
      if (to !== from)
        receive(
          to.doc,
          Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)),
          origins.remote,
        )
    }
  }
}

/** The position of an offset in a block. */
const at = ({ view }: Writer, id: string, offset: number): number => {
  const found = findBlock(view.state.doc, id)
  if (found === null) throw new Error(`${id} is not shown`)
  return found.position + 1 + offset
}

const select = (writer: Writer, id: string, from: number, to = from): void => {
  const { state } = writer.view
  const selection = TextSelection.create(state.doc, at(writer, id, from), at(writer, id, to))
  writer.view.dispatch(state.tr.setSelection(selection))
}

const type = (writer: Writer, id: string, offset: number, text: string): void =>
  writer.view.dispatch(writer.view.state.tr.insertText(text, at(writer, id, offset)))

/** Where the selection is: block and offsets. */
const caret = ({ view }: Writer): string => {
  const { $anchor, $head } = view.state.selection
  return `${$anchor.parent.attrs.id} ${$anchor.parentOffset}-${$head.parentOffset}`
}

const undo = ({ binding, view }: Writer): boolean => binding.undo(view.state, view.dispatch)
const redo = ({ binding, view }: Writer): boolean => binding.redo(view.state, view.dispatch)
const texts = ({ doc }: Writer): string[] => readScript(doc).map((block) => block.text)

describe('the binding', () => {
  it('BIND-1 shows unknown kinds, marks and attributes, and keeps them through an edit', () => {
    const [a] = pair()
    expect(shown(a.view.state.doc)).toEqual(written(a.doc))
    type(a, 'a2', 6, ' wave')
    expect(readScript(a.doc)[3]).toMatchObject({
      kind: 'hologram',
      runs: [{ text: 'Second wave', marks: { glow: 3 } }],
      attrs: { depth: 2 },
    })
  })

  it('BIND-2 merely opening an editor writes nothing', () => {
    const doc = newScript(drafts)
    const before = Y.encodeStateAsUpdate(doc)
    openWriter(doc, 5)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('BIND-3 an empty script shows one block that is not written until somebody types; two peers make two', () => {
    const doc = new Y.Doc()
    createDocument(doc, 'screenplay')
    const [a, b] = [joinWriter(doc, 31), joinWriter(doc, 32)]
    expect(shown(a.view.state.doc)).toHaveLength(1)
    sync(a, b)
    expect(readScript(a.doc)).toEqual([])
    a.view.dispatch(a.view.state.tr.insertText('INT. ONE', 2))
    sync(a, b)
    expect(shown(b.view.state.doc)).toEqual(written(a.doc))
    expect(texts(b)).toEqual(['INT. ONE'])
    undo(a)
    expect(readScript(a.doc)).toEqual([])
    expect(a.view.state.doc.textContent).toBe('')
  })

  it('BIND-4 on Enter at offset 0 the id stays with the text', () => {
    const [a] = pair()
    select(a, 'a1', 0)
    splitBlock(a.view.state, a.view.dispatch)
    const blocks = readScript(a.doc)
    expect(blocks.map((block) => block.text)).toEqual([
      'INT. ONE',
      '',
      'First line',
      'INT. TWO',
      'Second',
    ])
    expect(blocks[2]?.id).toBe('a1')
  })

  it('BIND-5 pasted copies and strangers get ids of their own, the original keeps its', () => {
    const [a] = pair()
    const { doc } = a.view.state
    const node = findBlock(doc, 'a1')?.node
    const copy = node?.type.create(node.attrs, node.content)
    const stranger = screenplaySchema.nodes.block.create(
      { id: 'elsewhere01' },
      screenplaySchema.text('x'),
    )
    if (copy === undefined) throw new Error('a1 is not shown')
    a.view.dispatch(a.view.state.tr.insert(at(a, 'a1', 0) - 1, [copy, stranger, copy]))
    const ids = readScript(a.doc).map((block) => block.id as string)
    expect(new Set(ids).size).toBe(7)
    expect(ids.indexOf('a1')).toBe(4)
    expect(ids).not.toContain('elsewhere01')
  })

  it('BIND-6 cut and paste brings back the same block, unless others wrote in it meanwhile', () => {
    const [a, b] = pair()
    const found = findBlock(a.view.state.doc, 'a1')
    if (found === null) throw new Error('a1 is not shown')
    const cut = () =>
      a.view.dispatch(a.view.state.tr.delete(found.position, found.position + found.node.nodeSize))
    const paste = () => a.view.dispatch(a.view.state.tr.insert(at(a, 'a2', 0) - 1, found.node))
    cut()
    paste()
    expect(readScript(a.doc).map((block) => block.id)).toEqual(['h1', 'h2', 'a1', 'a2'])
    undo(a)
    expect(readScript(a.doc).map((block) => block.id)).toEqual(['h1', 'h2', 'a2'])
    sync(a, b)
    undo(a)
    sync(a, b)
    type(b, 'a1', 0, 'Very ')
    cut()
    sync(a, b)
    paste()
    expect(texts(a)).toEqual(['INT. ONE', 'INT. TWO', 'First line', 'Second'])
    expect(readScript(a.doc).map((block) => block.id)).not.toContain('a1')
    a.binding.restore('a1')
    expect(texts(a)).toContain('Very First line')
  })

  it('BIND-7 a remote insertion before my caret in the same block moves it, one behind does not', () => {
    const [a, b] = pair()
    select(a, 'a1', 5, 8)
    type(b, 'a1', 2, 'abc')
    type(b, 'a1', 13, '!')
    sync(a, b)
    expect(caret(a)).toBe('a1 8-11')
    expect(texts(a)[1]).toBe('Fiabcrst line!')
  })

  it('BIND-8 the caret follows its block when the scene is moved, and stays when others are', () => {
    const [a, b] = pair()
    select(a, 'a1', 5)
    b.binding.moveScene('h2', 'h1')
    sync(a, b)
    expect(caret(a)).toBe('a1 5-5')
    b.binding.moveScene('h2', null)
    sync(a, b)
    select(a, 'a2', 3)
    b.binding.moveScene('h2', 'h1')
    sync(a, b)
    expect(caret(a)).toBe('a2 3-3')
    expect(shown(a.view.state.doc)).toEqual(written(b.doc))
  })

  it('BIND-9 undo takes back own changes only, and puts the selection where it was', () => {
    const [a, b] = pair()
    select(a, 'a1', 5)
    splitBlock(a.view.state, a.view.dispatch)
    type(b, 'a2', 0, 'B ')
    sync(a, b)
    select(a, 'h1', 1)
    expect(undo(a)).toBe(true)
    expect(texts(a)).toEqual(['INT. ONE', 'First line', 'INT. TWO', 'B Second'])
    expect(caret(a)).toBe('a1 5-5')
    select(a, 'h2', 2)
    expect(redo(a)).toBe(true)
    expect(texts(a)).toEqual(['INT. ONE', 'First', ' line', 'INT. TWO', 'B Second'])
    expect(caret(a)).toBe('h1 1-1')
    expect(undo(a)).toBe(true)
    expect(caret(a)).toBe('h2 2-2')
    expect(undo(a)).toBe(false)
  })

  it('BIND-10 typing in one block is one undo step, a structural change is one of its own', () => {
    const a = openWriter(newScript(drafts), 43, 3_600_000)
    type(a, 'a1', 10, ' a')
    type(a, 'a1', 12, 'b')
    select(a, 'a1', 13)
    splitBlock(a.view.state, a.view.dispatch)
    undo(a)
    expect(texts(a)[1]).toBe('First line ab')
    undo(a)
    expect(texts(a)[1]).toBe('First line')
  })

  it('BIND-11 a remote change touches only what changed: decorations elsewhere stay', () => {
    const [a, b] = pair()
    const marks = new Plugin<DecorationSet>({
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, set) => tr.getMeta('set') ?? set.map(tr.mapping, tr.doc),
      },
    })
    a.view.state = a.view.state.reconfigure({ plugins: [...a.view.state.plugins, marks] })
    const { state } = a.view
    const over = (id: string) => Decoration.inline(at(a, id, 0), at(a, id, 6), { class: id })
    const set = DecorationSet.create(state.doc, ['h1', 'a1', 'h2', 'a2'].map(over))
    a.view.dispatch(state.tr.setMeta('set', set))
    retypeBlock(b.binding.script, 'a1' as never, 'scene_heading')
    type(b, 'a2', 3, 'xy')
    b.binding.moveScene('h2', 'h1')
    select(b, 'h1', 4)
    splitBlock(b.view.state, b.view.dispatch)
    sync(a, b)
    expect(shown(a.view.state.doc)).toEqual(written(b.doc))
    const left = marks
      .getState(a.view.state)
      ?.find()
      .map(({ from, to }) => a.view.state.doc.textBetween(from, to))
    expect(left).toEqual(expect.arrayContaining(['First ']))
    type(b, 'a1', 0, '😀')
    sync(a, b)
    expect(
      marks
        .getState(a.view.state)
        ?.find()
        .map(({ from, to }) => a.view.state.doc.textBetween(from, to)),
    ).toEqual(left)
  })

  it('BIND-12 remote marks in my paragraph leave the caret where it is', () => {
    const [a, b] = pair()
    select(a, 'a1', 3, 4)
    const { bold } = screenplaySchema.marks
    b.view.dispatch(b.view.state.tr.addMark(at(b, 'a1', 1), at(b, 'a1', 8), bold.create()))
    sync(a, b)
    expect(caret(a)).toBe('a1 3-4')
    expect(shown(a.view.state.doc)).toEqual(written(b.doc))
  })

  it('BIND-13 a viewer and a document of a newer schema cannot be changed, but follow', () => {
    const [a, b] = pair()
    edit(a.doc, origins.edit, () => metaMap(a.doc).set('schema.version', 99))
    type(a, 'a1', 0, 'no')
    expect(a.view.state.doc.textContent).not.toContain('no')
    expect(undo(a)).toBe(false)
    type(b, 'a1', 0, 'yes ')
    sync(a, b)
    expect(shown(a.view.state.doc)).toEqual(written(a.doc))
    expect(texts(a)[1]).toBe('yes First line')
  })

  it('BIND-14 a position as data stays with its text, and foreign data is no position', () => {
    const [a, b] = pair()
    const sent = JSON.parse(
      JSON.stringify(a.binding.relative(a.view.state, at(a, 'a1', 6))),
    ) as unknown
    type(b, 'a1', 0, '😀 ')
    b.binding.moveScene('h1', null)
    sync(a, b)
    for (const writer of [a, b]) {
      expect(writer.binding.absolute(writer.view.state, sent)).toBe(at(writer, 'a1', 9))
    }
    const wrong = [
      null,
      7,
      'a1',
      {},
      { block: 'a1' },
      { block: 'a1', before: { client: -1, clock: 0 } },
    ]
    const odd = [
      { block: 'nope', before: null },
      { block: 'a1', before: { client: 21, clock: 9e9 } },
    ]
    for (const data of [...wrong, ...odd]) expect(a.binding.absolute(a.view.state, data)).toBeNull()
    expect(a.binding.relative(a.view.state, 0)).toBeNull()
  })

  it('BIND-15 a change made between opening the binding and making the view is not missed', () => {
    const a = openWriter(newScript(drafts), 51)
    const state = a.view.state
    a.view.destroy()
    retypeBlock(a.binding.script, 'a1' as never, 'dialogue')
    const again = new HeadlessView(a.binding, state)
    expect(shown(again.state.doc)).toEqual(written(a.doc))
  })

  it('BIND-16 text that is half a character never reaches the document', () => {
    const [a, b] = pair()
    type(a, 'a1', 5, '\ud83d')
    expect(shown(a.view.state.doc)).toEqual(written(a.doc))
    sync(a, b)
    expect(shown(b.view.state.doc)).toEqual(shown(a.view.state.doc))
    expect(texts(b)[1]?.isWellFormed()).toBe(true)
  })
})
