import type { TextReplacement } from '@coldopen/core/screenplay'
import { TextSelection, type EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { idOf } from '../binding/BlockNode.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { type Place, placesOf, queryOf, selectedPlace } from './findPlugin.ts'
import { longestQuery, replacementFor } from './FindQuery.ts'

/** The place after (or before) the selection, round the ends; undefined when there is none. */
const nearest = (state: EditorState, direction: 1 | -1): Place | undefined => {
  const places = placesOf(state)
  const { from } = state.selection
  const at = selectedPlace(state, places)
  if (at >= 0) return places.at((at + direction) % places.length)
  return direction > 0
    ? (places.find((place) => place.from >= from) ?? places[0])
    : (places.findLast((place) => place.to <= from) ?? places.at(-1))
}

/** Brings a place into the middle of the window, although the script may not have the focus. */
export const showPlace = (view: EditorView, { from }: Place): void => {
  const { node } = view.domAtPos(from, 1)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
}

/** Selects the next or previous place and shows it. */
export const goToPlace = (view: EditorView, direction: 1 | -1): void => {
  const place = nearest(view.state, direction)
  if (place === undefined) return
  const selection = TextSelection.create(view.state.doc, place.from, place.to)
  view.dispatch(view.state.tr.setSelection(selection))
  showPlace(view, place)
}

/** What a place becomes; null when the new text would change nothing there. */
const replacement = (
  state: EditorState,
  { from, to }: Place,
  text: string,
): TextReplacement | null => {
  const found = state.doc.textBetween(from, to)
  const now = replacementFor(found, text.slice(0, longestQuery), queryOf(state))
  if (now === found) return null
  const $from = state.doc.resolve(from)
  const offset = $from.parentOffset
  return { id: idOf($from.parent), from: offset, to: offset + to - from, text: now }
}

/** Replaces the selected place, if one is, and goes on to the next. */
export const replaceOne = ({ view, binding }: OpenEditor, text: string): void => {
  const places = placesOf(view.state)
  const place = places[selectedPlace(view.state, places)]
  if (place !== undefined) {
    const change = replacement(view.state, place, text)
    if (change !== null && !binding.replace([change])) return
    const behind = change === null ? place.to : place.from + change.text.length
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, behind)))
  }
  goToPlace(view, 1)
}

/** Replaces every place in one change, and answers how many it was. */
export const replaceAll = ({ view, binding }: OpenEditor, text: string): number => {
  const changes = placesOf(view.state).flatMap(
    (place) => replacement(view.state, place, text) ?? [],
  )
  return changes.length > 0 && binding.replace(changes) ? changes.length : 0
}
