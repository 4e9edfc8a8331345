import { TextSelection } from 'prosemirror-state'
import { findBlock } from '../binding/FindBlock.ts'
import type { OpenEditor } from '../openScriptEditor.ts'

/** Puts a removed line back into the script and the caret at its end. */
export const restoreLine = ({ view, binding }: OpenEditor, id: string): void => {
  binding.restore(id)
  const found = findBlock(view.state.doc, id)
  view.focus()
  if (found === null) return
  const { tr, doc } = view.state
  const end = found.position + 1 + found.node.content.size
  view.dispatch(tr.setSelection(TextSelection.create(doc, end)).scrollIntoView())
}
