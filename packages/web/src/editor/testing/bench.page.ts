import '../../style/style.css'
import '../style/editor.css'
import '../style/script.css'
import { createDocument, origins, receive } from '@coldopen/core/document'
import { blockText, createScript, readScript, type BlockDraft } from '@coldopen/core/screenplay'
import { seededIds } from '@coldopen/core/testing'
import type { Node } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { blockNode, docNode, idOf } from '../binding/BlockNode.ts'
import { makeScriptView } from '../makeScriptView.ts'
import { openScriptEditor } from '../openScriptEditor.ts'

const perScene = 16

/** One scene, its elements as long as those of a real script. */
const scene = (number: number): readonly BlockDraft[] => [
  { kind: 'scene_heading', text: `INT. ROOM ${number} - NIGHT` },
  { kind: 'action', text: 'Rain runs down the window. Nobody has swept here for years.' },
  ...Array.from({ length: 7 }, (_, at): readonly BlockDraft[] => [
    { kind: 'character', text: at % 2 === 0 ? 'ADA' : 'BEN' },
    { kind: 'dialogue', text: `We said that we would wait until ${at} and then go home.` },
  ]).flat(),
]

const write = (blocks: number): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = 7
  createDocument(doc, 'screenplay')
  const scenes = Array.from({ length: blocks / perScene }, (_, at) => scene(at + 1))
  createScript(doc, scenes.flat(), seededIds(1))
  return doc
}

/** What is measured: our editor over a document, and ProseMirror alone with the same page and nothing behind it. */
interface Subject {
  readonly view: EditorView
  close(): void
  /** A change from elsewhere: one character at the end of a block. */
  change(block: string, character: string): void
  move(from: number, to: number): void
}

const blockAt = (view: EditorView, id: string): number => {
  let end = 0
  view.state.doc.descendants((node, position) => {
    if (node.isTextblock && idOf(node) === id) end = position + 1 + node.content.size
    return end === 0
  })
  return end
}

const ours = (place: HTMLElement, bytes: Uint8Array, peer: Y.Doc): Subject => {
  const doc = new Y.Doc()
  receive(doc, bytes, origins.load)
  const session = { doc, awareness: new Awareness(doc) }
  const editor = openScriptEditor({
    place,
    session,
    editable: () => true,
    onState: () => undefined,
  })
  const { view, binding } = editor
  let update: Uint8Array = new Uint8Array()
  peer.on('update', (made: Uint8Array) => (update = made))
  const headOf = (at: number): string => idOf(view.state.doc.child(at).child(0))
  return {
    view,
    change(block, character) {
      const text = blockText(peer, block as never)
      text?.insert(text.length, character)
      const started = performance.now()
      receive(doc, update, origins.remote)
      remote.push(performance.now() - started)
    },
    move: (from, to) => binding.moveScene(headOf(from), headOf(to)),
    close() {
      editor.destroy()
      session.awareness.destroy()
    },
  }
}

const bare = (place: HTMLElement, bytes: Uint8Array, shown: Node): Subject => {
  Y.applyUpdate(new Y.Doc(), bytes)
  const editable = () => true
  const view = makeScriptView({
    place,
    doc: shown,
    plugins: [],
    editable,
    onState: () => undefined,
  })
  const before = (at: number): number => {
    let position = 0
    for (let n = 0; n < at; n++) position += view.state.doc.child(n).nodeSize
    return position
  }
  return {
    view,
    close: () => view.destroy(),
    change(block, character) {
      const at = blockAt(view, block)
      const started = performance.now()
      view.dispatch(view.state.tr.insertText(character, at))
      remote.push(performance.now() - started)
    },
    move(from, to) {
      const moved = view.state.doc.child(from)
      const start = before(from)
      const tr = view.state.tr.delete(start, start + moved.nodeSize)
      view.dispatch(tr.insert(tr.mapping.map(before(to)), moved))
    },
  }
}

const keys: number[] = []
const remote: number[] = []
let subject: Subject | undefined
let ids: readonly string[] = []
let peers = 0

/** Calls back in the task after the next frame: what was done is painted then. */
const painted = (then: () => void): void => {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', then)
    port1.start()
    port2.postMessage(null)
  })
}

addEventListener(
  'keydown',
  ({ timeStamp }) => painted(() => keys.push(performance.now() - timeStamp)),
  true,
)

const opened = (): Subject => {
  if (subject === undefined) throw new Error('Nothing is open yet.')
  return subject
}

Object.assign(window, {
  bench: {
    /** Opens a script of so many blocks; the time until it is painted, in ms. */
    open: (kind: 'ours' | 'bare', blocks: number) =>
      new Promise<number>((done) => {
        subject?.close()
        const doc = write(blocks)
        const bytes = Y.encodeStateAsUpdate(doc)
        const flat = readScript(doc)
        const shown = docNode(flat.map(blockNode))
        ids = flat.map(({ id }) => id)
        document.body.innerHTML =
          '<div class="co-editor"><div class="co-desk"><div class="co-page"><div></div></div></div></div>'
        const place = document.querySelector<HTMLElement>('.co-page > div')
        if (place === null) throw new Error('The page has no place for the script.')
        const started = performance.now()
        subject = kind === 'ours' ? ours(place, bytes, doc) : bare(place, bytes, shown)
        painted(() => done(performance.now() - started))
      }),
    /** Puts the caret at the end of a line in the middle of the script. */
    start() {
      const { view } = opened()
      const at = blockAt(view, ids[ids.length / 2 + 3] ?? '')
      const caret = TextSelection.create(view.state.doc, at)
      view.focus()
      view.dispatch(view.state.tr.setSelection(caret).scrollIntoView())
    },
    /** Two others type four characters a second each, in scenes of their own. */
    others(there: boolean) {
      clearInterval(peers)
      let n = 0
      const type = () => opened().change(ids[n++ % 2 === 0 ? 3 : ids.length - 3] ?? '', 'x')
      if (there) peers = window.setInterval(type, 125)
    },
    keys: () => keys.splice(0),
    remote: () => remote.splice(0),
    /** The last scene goes to the front of the one in the middle, until it is painted, in ms. */
    move: () =>
      new Promise<number>((done) => {
        const { childCount } = opened().view.state.doc
        const started = performance.now()
        opened().move(childCount - 1, Math.floor(childCount / 2))
        painted(() => done(performance.now() - started))
      }),
    length: () => opened().view.state.doc.textContent.length,
  },
})
