import { chainCommands, toggleMark } from 'prosemirror-commands'
import type { Schema } from 'prosemirror-model'
import type { Command } from 'prosemirror-state'
import { toggleDual } from '../dual/toggleDual.ts'
import { editorText } from '../editorText.ts'
import { elementKinds } from '../elements/ElementKind.ts'
import { command } from '../keymap/Edit.ts'
import { elementDigit } from '../keymap/ElementFlow.ts'
import { backspaceKey, deleteKey } from '../keymap/JoinKeys.ts'
import { beginPage } from '../keymap/pageBreak.ts'
import { retypeTo } from '../keymap/Retype.ts'
import { lineBreak, returnKey } from '../keymap/ReturnKey.ts'
import { shiftTabKey, tabKey } from '../keymap/TabKey.ts'
import { numberScenes, unnumberScenes } from '../numbers/numberScenes.ts'
import { colourScene, sceneColours } from '../navigator/SceneColour.ts'
import { takeBack } from '../typing/typedRules.ts'
import { commandText as text } from './commandText.ts'
import type { CommandGroup, ScriptCommand } from './ScriptCommand.ts'

/** Undo and redo of the writer's own changes; both say whether there was anything to do. */
export interface History {
  readonly undo: Command
  readonly redo: Command
}

const writing =
  (group: CommandGroup, keyOnly = false) =>
  (name: string, run: Command, ...keys: readonly string[]): ScriptCommand => ({
    name,
    group,
    keys,
    run,
    writes: true,
    keyOnly,
  })

const elementCommands = (): readonly ScriptCommand[] =>
  elementKinds.map((kind) => {
    const digit = elementDigit[kind]
    const keys = digit === undefined ? [] : [`Mod-${digit}`, `Mod-Alt-${digit}`]
    return writing('elements')(editorText.element[kind], command(retypeTo(kind)), ...keys)
  })

const styleCommands = ({ marks }: Schema): readonly ScriptCommand[] => {
  const style = (name: string, mark: string, key: string) =>
    writing('style')(name, toggleMark(marks[mark]!), key)
  return [
    style(text.bold, 'bold', 'Mod-b'),
    style(text.italic, 'italic', 'Mod-i'),
    style(text.underline, 'underline', 'Mod-u'),
    style(text.strikeout, 'strikeout', 'Mod-Shift-x'),
  ]
}

const sceneCommands = (): readonly ScriptCommand[] => [
  ...sceneColours.map((colour) =>
    writing('scenes')(text.colourScene(editorText.sceneColour[colour]), colourScene(colour)),
  ),
  writing('scenes')(text.uncolourScene, colourScene(null)),
]

const key = writing('writing', true)

/** What changes the script. */
export const writingCommands = (
  schema: Schema,
  { undo, redo }: History,
): readonly ScriptCommand[] => [
  ...elementCommands(),
  writing('elements')(text.dual, command(toggleDual), 'Mod-Alt-d'),
  ...styleCommands(schema),
  writing('pages')(text.pageBreak, command(beginPage), 'Mod-Enter'),
  writing('pages')(text.numberScenes, command(numberScenes)),
  writing('pages')(text.unnumberScenes, command(unnumberScenes)),
  ...sceneCommands(),
  writing('writing')(text.undo, undo, 'Mod-z'),
  writing('writing')(text.redo, redo, 'Mod-Shift-z', 'Mod-y'),
  key(text.next, command(returnKey), 'Enter'),
  key(text.lineBreak, command(lineBreak), 'Shift-Enter'),
  key(text.change, command(tabKey), 'Tab'),
  key(text.changeBack, command(shiftTabKey), 'Shift-Tab'),
  key(text.removeBefore, chainCommands(takeBack, command(backspaceKey)), 'Backspace'),
  key(text.removeAfter, command(deleteKey), 'Delete'),
]
