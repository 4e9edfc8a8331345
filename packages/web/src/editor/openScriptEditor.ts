import { randomIds, type DocumentSession } from '@coldopen/sync/client'
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { screenplayBinding, type ScreenplayBinding } from './binding/ScreenplayBinding.ts'
import { localCaret } from './carets/localCaret.ts'
import { remoteCarets } from './carets/remoteCarets.ts'
import { pastePlugin } from './clipboard/pastePlugin.ts'
import { completionPlugin } from './completion/completionPlugin.ts'
import { findPlugin } from './find/findPlugin.ts'
import { leaveWithTab } from './keymap/leaveWithTab.ts'
import { screenplayKeymap } from './keymap/screenplayKeymap.ts'
import { makeScriptView } from './makeScriptView.ts'
import { screenplaySchema } from './schema.ts'
import { selectionPlugin } from './script/selectionPlugin.ts'
import { typedRules } from './typing/typedRules.ts'

/** A script on the screen: the view, and the binding that keeps it and the document the same. */
export interface OpenEditor {
  readonly view: EditorView
  readonly binding: ScreenplayBinding
  destroy(): void
}

interface OpenOptions {
  readonly place: HTMLElement
  readonly session: Pick<DocumentSession, 'doc' | 'awareness'>
  readonly editable: () => boolean
  readonly onState: (state: EditorState) => void
}

/** Binds a session's document to a new view in `place`. */
export const openScriptEditor = (options: OpenOptions): OpenEditor => {
  const { place, session, editable, onState } = options
  const binding = screenplayBinding({ doc: session.doc, ids: randomIds, editable })
  const view = makeScriptView({
    place,
    doc: binding.initialDoc,
    editable,
    onState,
    plugins: [
      selectionPlugin(),
      leaveWithTab(),
      completionPlugin(),
      findPlugin(),
      typedRules(),
      pastePlugin(binding),
      ...screenplayKeymap(screenplaySchema, binding),
      ...binding.plugins,
      localCaret(session.awareness, binding),
      remoteCarets(session.awareness, binding),
    ],
  })
  return {
    view,
    binding,
    destroy() {
      view.destroy()
      binding.destroy()
    },
  }
}
