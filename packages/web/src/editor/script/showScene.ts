import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/** Puts the caret at the end of a scene's first line and brings the scene to the top of the window. */
export const showScene = (view: EditorView, index: number): void => {
  const { doc } = view.state
  let position = 0
  for (let before = 0; before < index; before++) position += doc.child(before).nodeSize
  const first = doc.child(index).firstChild
  if (first === null) return
  const caret = TextSelection.create(doc, position + 2 + first.content.size)
  view.dispatch(view.state.tr.setSelection(caret))
  view.focus()
  const element = view.nodeDOM(position)
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'start' })
}
