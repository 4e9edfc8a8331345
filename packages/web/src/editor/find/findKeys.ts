import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { goToPlace } from './findCommands.ts'

/** The writer asked for the find bar. */
export interface FindRequest {
  /** What was selected in the script; empty when nothing fit to look for was. */
  readonly text: string
  readonly replace: boolean
}

/** The selected text, if it lies within one element. */
const selectedText = ({ doc, selection }: EditorState): string => {
  const { $from, $to, from, to } = selection
  return $from.sameParent($to) ? doc.textBetween(from, to) : ''
}

const requestOf = (event: KeyboardEvent): { readonly replace: boolean } | null => {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null
  const key = event.key.toLowerCase()
  if (key === 'f') return { replace: event.shiftKey }
  return key === 'h' && event.ctrlKey ? { replace: true } : null
}

const directionOf = (event: KeyboardEvent): 1 | -1 | null => {
  const again =
    event.key === 'F3' || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'g')
  if (!again) return null
  return event.shiftKey ? -1 : 1
}

/** The keys of find and replace, wherever the focus is beside or in the script. */
export const findKey = (
  event: KeyboardEvent,
  view: EditorView,
  open: (request: FindRequest) => void,
): void => {
  const request = requestOf(event)
  const direction = directionOf(event)
  if (request === null && direction === null) return
  event.preventDefault()
  if (direction !== null) goToPlace(view, direction)
  else if (request !== null) open({ ...request, text: selectedText(view.state) })
}
