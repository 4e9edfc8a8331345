import { type PageProfile, profiles } from '@coldopen/core/page'
import { EditorState, type Plugin, type Transaction } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { Node } from 'prosemirror-model'
import { copiedText } from './clipboard/copiedText.ts'
import { sceneView } from './script/SceneView.ts'
import { scriptAttributes } from './scriptAttributes.ts'

interface ScriptViewOptions {
  readonly place: HTMLElement
  readonly doc: Node
  readonly plugins: readonly Plugin[]
  readonly editable: () => boolean
  /** Called after every transaction, with the state it led to. */
  readonly onState: (state: EditorState) => void
  /** By which profile lines are counted; US Letter, if nothing is said. */
  readonly profile?: PageProfile
}

export const scriptNodeViews = (profile: PageProfile) => ({ scene: sceneView(profile) })

/** Room kept between the caret and the bars above and below the page, in CSS pixels. */
const margin = { top: 132, bottom: 88, left: 0, right: 0 }

/** The ProseMirror view of a script. */
export const makeScriptView = (options: ScriptViewOptions): EditorView => {
  const { place, doc, plugins, editable, onState, profile = profiles['fd-letter'] } = options
  return new EditorView(
    { mount: place },
    {
      state: EditorState.create({ doc, plugins: [...plugins] }),
      editable,
      attributes: () => scriptAttributes(editable()),
      nodeViews: scriptNodeViews(profile),
      clipboardTextSerializer: copiedText,
      scrollMargin: margin,
      scrollThreshold: margin,
      handleScrollToSelection: ({ dom }) => dom.closest('[hidden]') !== null,
      dispatchTransaction(this: EditorView, tr: Transaction) {
        this.updateState(this.state.apply(tr))
        onState(this.state)
      },
    },
  )
}
