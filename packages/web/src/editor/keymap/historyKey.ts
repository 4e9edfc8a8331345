import type { OpenEditor } from '../openScriptEditor.ts'

/** Undo and redo by their keys while the focus is beside the page: after a scene was moved in the navigator, say. */
export const historyKey = (event: KeyboardEvent, { view, binding }: OpenEditor): void => {
  if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return
  if (event.target instanceof Node && view.dom.contains(event.target)) return
  const key = event.key.toLowerCase()
  const redo = key === 'y' || (key === 'z' && event.shiftKey)
  if (!redo && key !== 'z') return
  event.preventDefault()
  const act = redo ? binding.redo : binding.undo
  act(view.state, view.dispatch)
}
