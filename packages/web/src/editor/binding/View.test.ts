import { createDocument, origins, receive } from '@coldopen/core/document'
import { retypeBlock } from '@coldopen/core/screenplay'
import { seededIds } from '@coldopen/core/testing'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { screenplayBinding } from './ScreenplayBinding.ts'
import { joinWriter, newScript } from './testing/EditorPicture.ts'

const pictureOf = (dom: Element): string[] =>
  [...dom.querySelectorAll('section')].map((scene) =>
    [...scene.querySelectorAll('p')].map((p) => `${p.dataset.kind} ${p.textContent}`).join(' / '),
  )

it('BIND-17 in a whole ProseMirror view the page shows what the registers say, from the first moment on', () => {
  const doc = newScript([
    { id: 'h1' as never, kind: 'scene_heading', text: 'INT. ONE' },
    { id: 'a1' as never, kind: 'action', text: 'First 😀' },
  ])
  const binding = screenplayBinding({ doc, ids: seededIds(8), editable: () => true })
  const state = EditorState.create({ doc: binding.initialDoc, plugins: [...binding.plugins] })
  retypeBlock(binding.script, 'a1' as never, 'dialogue')
  const view = new EditorView(document.createElement('div'), { state })
  expect(pictureOf(view.dom)).toEqual(['scene_heading INT. ONE / dialogue First 😀'])
  const peer = joinWriter(doc, 9)
  retypeBlock(peer.binding.script, 'a1' as never, 'scene_heading')
  peer.view.dispatch(peer.view.state.tr.insertText('INT. ', 14))
  receive(doc, Y.encodeStateAsUpdate(peer.doc), origins.remote)
  expect(pictureOf(view.dom)).toEqual(['scene_heading INT. ONE', 'scene_heading INT. First 😀'])
  view.dispatch(view.state.tr.insertText('!', 10))
  expect(pictureOf(view.dom)[0]).toBe('scene_heading INT. ONE!')
  binding.undo(view.state, view.dispatch)
  expect(pictureOf(view.dom)[0]).toBe('scene_heading INT. ONE')
  view.setProps({ state: view.state.reconfigure({ plugins: [...binding.plugins].toReversed() }) })
  view.dispatch(view.state.tr.insertText('?', 10))
  receive(peer.doc, Y.encodeStateAsUpdate(doc), origins.remote)
  expect(peer.view.state.doc.textContent).toContain('INT. ONE?')
  view.destroy()
  binding.destroy()
})

it('BIND-3 in a whole view an empty script is one empty heading, and stays unwritten', () => {
  const doc = new Y.Doc()
  createDocument(doc, 'screenplay')
  const before = Y.encodeStateAsUpdate(doc)
  const binding = screenplayBinding({ doc, ids: seededIds(8), editable: () => true })
  const state = EditorState.create({ doc: binding.initialDoc, plugins: [...binding.plugins] })
  const view = new EditorView(document.createElement('div'), { state })
  expect(pictureOf(view.dom)).toEqual(['scene_heading '])
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  view.destroy()
  binding.destroy()
})
