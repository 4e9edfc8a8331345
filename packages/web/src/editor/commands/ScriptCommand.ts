import type { Command } from 'prosemirror-state'

/** Where a command stands in the list of shortcuts. */
export type CommandGroup = 'elements' | 'style' | 'pages' | 'writing' | 'moving' | 'scenes' | 'desk'

/** Something a writer can do: by its keys, from the palette, and told in the list of shortcuts. */
export interface ScriptCommand {
  /** What it does, as the writer reads it. */
  readonly name: string
  readonly group: CommandGroup
  /** As `prosemirror-keymap` names them; the first is shown. */
  readonly keys: readonly string[]
  /** Says whether there was anything to do. */
  readonly run: Command
  /** Changes the script: not for those who only read. */
  readonly writes: boolean
  /** What it chooses is chosen already. */
  readonly on?: boolean
  /** Only a key: nothing to choose from a list. */
  readonly keyOnly?: boolean
}

/** The commands by their keys. */
export const keyBindings = (commands: readonly ScriptCommand[]): { [key: string]: Command } =>
  Object.fromEntries(commands.flatMap(({ keys, run }) => keys.map((key) => [key, run])))
