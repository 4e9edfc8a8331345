import { keydownHandler } from 'prosemirror-keymap'
import type { EditorView } from 'prosemirror-view'
import { type Desk, deskCommands } from './deskCommands.ts'
import { commandText } from './commandText.ts'
import { whileLocked } from './lockCommands.ts'
import { keyBindings, type ScriptCommand } from './ScriptCommand.ts'

const history = new Set([commandText.undo, commandText.redo])

/** What is done to the script from beside it: there is no caret there to do anything else at. */
const besideScript = ({ editor }: Desk): readonly ScriptCommand[] =>
  editor.commands.filter(({ name }) => history.has(name))

/** Everything a writer can do here: what keys, palette, menus and the list of shortcuts are made of. */
export const allCommands = (desk: Desk, editable: boolean): readonly ScriptCommand[] =>
  [
    ...(desk.onCards ? besideScript(desk) : whileLocked(desk.editor, desk.editor.commands)),
    ...deskCommands(desk),
  ].filter(({ writes }) => editable || !writes)

/** Runs a command in the script, which gets the focus first where it is on the screen. */
export const runCommand = ({ run }: ScriptCommand, view: EditorView): void => {
  if (view.dom.closest('[hidden]') === null) view.focus()
  run(view.state, view.dispatch, view)
}

/** The keys of the desk, wherever the focus is; beside the page also undo and redo, of a scene that was moved, say. */
export const deskKey = (event: KeyboardEvent, desk: Desk): void => {
  if (event.defaultPrevented) return
  const { view } = desk.editor
  const isBeside = !(event.target instanceof Node && view.dom.contains(event.target))
  const beside = isBeside ? besideScript(desk) : []
  const bindings = keyBindings([...deskCommands(desk), ...beside])
  if (keydownHandler(bindings)(view, event)) event.preventDefault()
}
