import { TextSelection, type Command, type EditorState } from 'prosemirror-state'
import { commandText as text } from '../commands/commandText.ts'
import type { ScriptCommand } from '../commands/ScriptCommand.ts'
import {
  isOurs,
  markedAt,
  markedWords,
  spellingOf,
  type WordPlace,
  withSpelling,
} from './spellingState.ts'

/** The marked word after the selection, round the end of the script. */
const nextWord = (state: EditorState): WordPlace | undefined => {
  const words = markedWords(state)
  const { from, empty } = state.selection
  return words.find((word) => (empty ? word.from >= from : word.from > from)) ?? words[0]
}

/** Selects a word, and shows its suggestions. Where the check is ours its key is, too: the browser has another use for F7. */
const show =
  (find: (state: EditorState) => WordPlace | null | undefined): Command =>
  (state, dispatch) => {
    const menu = find(state)
    if (menu === null || menu === undefined) return isOurs(spellingOf(state))
    const tr = withSpelling(state, { menu })
    dispatch?.(
      tr.setSelection(TextSelection.create(state.doc, menu.from, menu.to)).scrollIntoView(),
    )
    return true
  }

const writing = (name: string, run: Command, ...keys: readonly string[]): ScriptCommand => ({
  name,
  group: 'writing',
  keys,
  run,
  writes: true,
})

/** The way to the marked words by key. */
export const spellingCommands: readonly ScriptCommand[] = [
  writing(text.nextMisspelt, show(nextWord), 'Mod-;', 'F7'),
  writing(
    text.spellingHelp,
    show((state) => markedAt(state, state.selection.head)),
    'Mod-.',
  ),
]
