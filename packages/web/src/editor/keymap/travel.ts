import { Selection, TextSelection, type Command, type EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { pagesOf } from '../pages/pagesPlugin.ts'
import { linePlace, positionAt } from '../script/LinePlace.ts'

/** Moves the caret, or with `extend` only the end of the selection, to a position. */
const go =
  (target: (state: EditorState, view?: EditorView) => number, extend = false): Command =>
  (state, dispatch, view) => {
    const head = target(state, view)
    const $head = state.doc.resolve(head)
    const selection = extend
      ? TextSelection.between(state.selection.$anchor, $head)
      : Selection.near($head)
    dispatch?.(state.tr.setSelection(selection).scrollIntoView())
    return true
  }

const linesInView = (view: EditorView | undefined): number => {
  if (view === undefined) return 24
  const lineHeight = Number.parseFloat(getComputedStyle(view.dom).fontSize)
  const shown = view.dom.ownerDocument.documentElement.clientHeight
  return Math.max(4, Math.floor(shown / lineHeight) - 6)
}

const byPage =
  (direction: 1 | -1) =>
  (state: EditorState, view?: EditorView): number => {
    const { profile } = pagesOf(state)
    const { line, column } = linePlace(state.doc, state.selection.head, profile)
    const place = { line: line + direction * linesInView(view), column }
    return positionAt(state.doc, place, profile)
  }

const scriptEnd = (state: EditorState): number => Selection.atEnd(state.doc).head
const scriptStart = (state: EditorState): number => Selection.atStart(state.doc).head

/** First position of the scene before or after the caret's; Ctrl+Up in mid-scene goes to its own heading. */
const byScene =
  (direction: 1 | -1) =>
  (state: EditorState): number => {
    const { $head } = state.selection
    const ownStart = $head.before(1)
    if (direction > 0)
      return $head.index(0) + 1 < state.doc.childCount ? $head.after(1) + 2 : scriptEnd(state)
    if ($head.pos > ownStart + 2) return ownStart + 2
    return $head.index(0) === 0
      ? ownStart + 2
      : ownStart - state.doc.child($head.index(0) - 1).nodeSize + 2
  }

/** Selects the text of the whole script; typing over it leaves one element. */
const selectAll: Command = (state, dispatch) => {
  dispatch?.(
    state.tr.setSelection(TextSelection.create(state.doc, scriptStart(state), scriptEnd(state))),
  )
  return true
}

/**
 * Caret travel the browser gets wrong while scenes out of view are not laid out (`content-visibility`): to the ends
 * of the script, by page and by scene.
 */
export const travelKeys: { readonly [key: string]: Command } = {
  'Mod-a': selectAll,
  'Mod-Home': go(scriptStart),
  'Shift-Mod-Home': go(scriptStart, true),
  'Mod-End': go(scriptEnd),
  'Shift-Mod-End': go(scriptEnd, true),
  'Meta-ArrowUp': go(scriptStart),
  'Meta-ArrowDown': go(scriptEnd),
  PageUp: go(byPage(-1)),
  'Shift-PageUp': go(byPage(-1), true),
  PageDown: go(byPage(1)),
  'Shift-PageDown': go(byPage(1), true),
  'Ctrl-ArrowUp': go(byScene(-1)),
  'Ctrl-ArrowDown': go(byScene(1)),
}
