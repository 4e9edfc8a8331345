import { origins, receive } from '@coldopen/core/document'
import { scriptDoc, sync } from '@coldopen/core/testing'
import { TextSelection } from 'prosemirror-state'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { openScriptEditor, type OpenEditor } from '../openScriptEditor.ts'
import type { OpenChecker } from '../spelling/SpellChecker.ts'
import { picture } from './ScriptPicture.ts'

/** One writer's window: an editor over a replica of a script, and what the others see of the writer. */
export interface Desk {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly editor: OpenEditor
  /** Puts the caret `offset` characters into the element with this id. */
  caret(id: string, offset: number): void
  type(text: string): void
  press(key: string, held?: { readonly ctrl?: boolean; readonly shift?: boolean }): void
  paste(data: { readonly text: string; readonly html?: string }): void
  picture(): readonly string[]
  close(): void
}

const blockStart = (editor: OpenEditor, id: string): number => {
  let found: number | null = null
  editor.view.state.doc.descendants((node, position) => {
    if (node.attrs['id'] === id) found = position + 1
    return found === null
  })
  if (found === null) throw new Error(`There is no element ${id}`)
  return found
}

/** A desk over a replica of the script in the picture; desks of one script need different clients. */
export const makeDesk = (
  script: string,
  client = 1,
  editable = (): boolean => true,
  openChecker?: OpenChecker,
): Desk => {
  const doc = new Y.Doc()
  doc.clientID = client
  receive(doc, Y.encodeStateAsUpdate(scriptDoc(script, 999)), origins.load)
  const awareness = new Awareness(doc)
  const place = document.createElement('div')
  document.body.append(place)
  const editor = openScriptEditor({
    place,
    session: { doc, awareness },
    editable,
    onState: () => undefined,
    ...(openChecker === undefined ? {} : { openChecker }),
  })
  const { view } = editor
  return {
    doc,
    awareness,
    editor,
    caret(id, offset) {
      const selection = TextSelection.create(view.state.doc, blockStart(editor, id) + offset)
      view.dispatch(view.state.tr.setSelection(selection))
    },
    type(text) {
      for (const character of text) {
        const { from, to } = view.state.selection
        const plain = () => view.state.tr.insertText(character, from, to)
        const handled = view.someProp('handleTextInput', (handle) =>
          handle(view, from, to, character, plain),
        )
        if (!handled) view.dispatch(plain())
      }
    },
    press(key, held = {}) {
      view.dom.dispatchEvent(
        new KeyboardEvent('keydown', {
          key,
          ctrlKey: held.ctrl === true,
          shiftKey: held.shift === true,
          bubbles: true,
          cancelable: true,
        }),
      )
    },
    paste({ text, html = '' }) {
      const event = new Event('paste', { bubbles: true, cancelable: true })
      const data = new Map([
        ['text/plain', text],
        ['text/html', html],
      ])
      const clipboardData = { getData: (type: string) => data.get(type) ?? '' }
      view.dom.dispatchEvent(Object.assign(event, { clipboardData }))
    },
    picture: () => picture(view.state),
    close() {
      editor.destroy()
      awareness.destroy()
      place.remove()
    },
  }
}

/** Everything each desk has goes to all the others: documents, then who is where. */
export const exchange = (...desks: readonly Desk[]): void => {
  sync(...desks.map(({ doc }) => doc))
  for (const { awareness } of desks)
    for (const to of desks)
      if (to.awareness !== awareness)
        applyAwarenessUpdate(
          to.awareness,
          encodeAwarenessUpdate(awareness, [awareness.clientID]),
          origins.remote,
        )
}
