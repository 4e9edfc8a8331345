import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { findBlock } from '../binding/FindBlock.ts'

/** Puts the caret at the end of a block and brings it to the top of the window; one that is gone is passed over. */
export const showBlock = (view: EditorView, id: string): void => {
  const found = findBlock(view.state.doc, id)
  if (found === null) return
  const caret = TextSelection.create(view.state.doc, found.position + 1 + found.node.content.size)
  view.dispatch(view.state.tr.setSelection(caret))
  view.focus()
  const element = view.nodeDOM(found.position)
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'start' })
}
