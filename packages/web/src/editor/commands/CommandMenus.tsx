import { MoreGlyph } from '../../part/glyphs.tsx'
import { Menu, type MenuItem } from '../../part/Menu.tsx'
import { commandText } from './commandText.ts'
import { keyLabel } from './keyLabel.ts'
import type { CommandGroup, ScriptCommand } from './ScriptCommand.ts'

interface CommandMenusProps {
  /** What can be done now. */
  readonly commands: () => readonly ScriptCommand[]
  readonly onCommand: (command: ScriptCommand) => void
}

const inMenu: ReadonlySet<CommandGroup> = new Set(['style', 'pages'])

const label = ({ name, on, keys: [key] }: ScriptCommand): string =>
  `${on === true ? '✓ ' : ''}${name}${key === undefined ? '' : `  (${keyLabel(key)})`}`

const others = new Set([
  commandText.dual,
  commandText.comment,
  commandText.palette,
  commandText.shortcuts,
])

/** Text, pages and the way to all commands, for who does not know the keys. */
export const CommandMenus = (props: CommandMenusProps) => {
  const items = (): readonly MenuItem[] =>
    props
      .commands()
      .filter((command) => inMenu.has(command.group) || others.has(command.name))
      .map((command) => ({ label: label(command), run: () => props.onCommand(command) }))
  return <Menu label={commandText.view} button={<MoreGlyph />} items={items()} />
}
