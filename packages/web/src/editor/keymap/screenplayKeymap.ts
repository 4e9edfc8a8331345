import { baseKeymap, chainCommands, toggleMark } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import type { Schema } from 'prosemirror-model'
import type { Command, Plugin } from 'prosemirror-state'
import { elementKinds } from '../elements/ElementKind.ts'
import { takeBack } from '../typing/typedRules.ts'
import { command } from './Edit.ts'
import { elementDigit } from './ElementFlow.ts'
import { backspaceKey, deleteKey } from './JoinKeys.ts'
import { retypeTo } from './Retype.ts'
import { lineBreak, returnKey } from './ReturnKey.ts'
import { shiftTabKey, tabKey } from './TabKey.ts'
import { travelKeys } from './travel.ts'

/** Undo and redo of the writer's own changes; both say whether there was anything to do. */
export interface History {
  readonly undo: Command
  readonly redo: Command
}

const markKeys: { readonly [key: string]: string } = {
  'Mod-b': 'bold',
  'Mod-i': 'italic',
  'Mod-u': 'underline',
  'Mod-Shift-x': 'strikeout',
}

const markCommands = (schema: Schema): Record<string, Command> =>
  Object.fromEntries(
    Object.entries(markKeys).flatMap(([key, name]) => {
      const mark = schema.marks[name]
      return mark === undefined ? [] : [[key, toggleMark(mark)]]
    }),
  )

const elementCommands: Record<string, Command> = Object.fromEntries(
  elementKinds.flatMap((kind) => [
    [`Mod-${elementDigit[kind]}`, command(retypeTo(kind))],
    [`Mod-Alt-${elementDigit[kind]}`, command(retypeTo(kind))],
  ]),
)

/** Every key of the script, with ProseMirror's own for what is left. */
export const screenplayKeymap = (schema: Schema, { undo, redo }: History): readonly Plugin[] => [
  keymap({
    ...elementCommands,
    ...markCommands(schema),
    ...travelKeys,
    'Mod-z': undo,
    'Mod-Shift-z': redo,
    'Mod-y': redo,
    Enter: command(returnKey),
    'Shift-Enter': command(lineBreak),
    Tab: command(tabKey),
    'Shift-Tab': command(shiftTabKey),
    Backspace: chainCommands(takeBack, command(backspaceKey)),
    'Shift-Backspace': command(backspaceKey),
    Delete: command(deleteKey),
  }),
  keymap(baseKeymap),
]
