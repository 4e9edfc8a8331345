import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import type { Plugin } from 'prosemirror-state'
import { keyBindings, type ScriptCommand } from '../commands/ScriptCommand.ts'
import { command } from './Edit.ts'
import { backspaceKey } from './JoinKeys.ts'

/** Every key of the script, with ProseMirror's own for what is left. */
export const screenplayKeymap = (commands: readonly ScriptCommand[]): readonly Plugin[] => [
  keymap({ ...keyBindings(commands), 'Shift-Backspace': command(backspaceKey) }),
  keymap(baseKeymap),
]
