import type { EditorState } from 'prosemirror-state'

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

/** What the writer asks for who has this selected. */
export const findRequest = (state: EditorState, replace: boolean): FindRequest => ({
  replace,
  text: selectedText(state),
})
