import { Selection, TextSelection, type Command, type EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { commandText as text } from '../commands/commandText.ts'
import type { ScriptCommand } from '../commands/ScriptCommand.ts'
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

const moving = (
  name: string,
  keyOnly: boolean,
  run: Command,
  ...keys: readonly string[]
): ScriptCommand => ({
  name,
  group: 'moving',
  keys,
  run,
  writes: false,
  keyOnly,
})

/**
 * Caret travel the browser gets wrong while scenes out of view are not laid out (`content-visibility`): to the ends
 * of the script, by page and by scene.
 */
export const travelCommands: readonly ScriptCommand[] = [
  moving(text.scriptStart, false, go(scriptStart), 'Mod-Home', 'Meta-ArrowUp'),
  moving(text.extend(text.scriptStart), true, go(scriptStart, true), 'Shift-Mod-Home'),
  moving(text.scriptEnd, false, go(scriptEnd), 'Mod-End', 'Meta-ArrowDown'),
  moving(text.extend(text.scriptEnd), true, go(scriptEnd, true), 'Shift-Mod-End'),
  moving(text.pageUp, true, go(byPage(-1)), 'PageUp'),
  moving(text.extend(text.pageUp), true, go(byPage(-1), true), 'Shift-PageUp'),
  moving(text.pageDown, true, go(byPage(1)), 'PageDown'),
  moving(text.extend(text.pageDown), true, go(byPage(1), true), 'Shift-PageDown'),
  moving(text.sceneBefore, false, go(byScene(-1)), 'Ctrl-ArrowUp'),
  moving(text.sceneAfter, false, go(byScene(1)), 'Ctrl-ArrowDown'),
  moving(text.selectAll, false, selectAll, 'Mod-a'),
]
