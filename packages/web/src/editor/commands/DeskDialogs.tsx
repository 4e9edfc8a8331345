import type * as Y from 'yjs'
import { Match, Switch } from 'solid-js'
import { CommandPalette } from './CommandPalette.tsx'
import type { DeskDialog } from './deskCommands.ts'
import type { ScriptCommand } from './ScriptCommand.ts'
import { TitleDialog } from '../title/TitleDialog.tsx'
import { ShortcutSheet } from './ShortcutSheet.tsx'

interface DeskDialogsProps {
  readonly shown: DeskDialog
  readonly doc: Y.Doc
  readonly editable: boolean
  readonly commands: readonly ScriptCommand[]
  readonly onRun: (command: ScriptCommand) => void
  readonly onClose: () => void
}

/** What stands in front of the script. */
const DeskDialogs = (props: DeskDialogsProps) => (
  <Switch>
    <Match when={props.shown === 'palette'}>
      <CommandPalette commands={props.commands} onRun={props.onRun} onClose={props.onClose} />
    </Match>
    <Match when={props.shown === 'title'}>
      <TitleDialog doc={props.doc} editable={props.editable} onClose={props.onClose} />
    </Match>
    <Match when={props.shown === 'shortcuts'}>
      <ShortcutSheet commands={props.commands} onClose={props.onClose} />
    </Match>
  </Switch>
)

export default DeskDialogs
