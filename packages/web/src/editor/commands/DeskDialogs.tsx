import { unlockPages } from '@coldopen/core/page'
import type * as Y from 'yjs'
import { Match, Switch } from 'solid-js'
import { CommandPalette } from './CommandPalette.tsx'
import type { DeskDialog } from './deskCommands.ts'
import type { ScriptCommand } from './ScriptCommand.ts'
import { TitleDialog } from '../title/TitleDialog.tsx'
import { lockText } from '../numbers/lockText.ts'
import { UnlockDialog } from '../numbers/UnlockDialog.tsx'
import { SpellingDialog } from '../spelling/SpellingDialog.tsx'
import { ShortcutSheet } from './ShortcutSheet.tsx'

interface DeskDialogsProps {
  readonly shown: DeskDialog
  readonly doc: Y.Doc
  readonly editable: boolean
  readonly commands: readonly ScriptCommand[]
  /** How many scenes are omitted. */
  readonly omitted: number
  readonly onUnlockScenes: () => void
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
    <Match when={props.shown === 'unlockScenes'}>
      <UnlockDialog
        title={lockText.unlockScenesTitle}
        warning={lockText.unlockScenesWarning(props.omitted)}
        onUnlock={props.onUnlockScenes}
        onClose={props.onClose}
      />
    </Match>
    <Match when={props.shown === 'unlockPages'}>
      <UnlockDialog
        title={lockText.unlockPagesTitle}
        warning={lockText.unlockPagesWarning}
        onUnlock={() => unlockPages(props.doc)}
        onClose={props.onClose}
      />
    </Match>
    <Match when={props.shown === 'spelling'}>
      <SpellingDialog doc={props.doc} editable={props.editable} onClose={props.onClose} />
    </Match>
    <Match when={props.shown === 'shortcuts'}>
      <ShortcutSheet commands={props.commands} onClose={props.onClose} />
    </Match>
  </Switch>
)

export default DeskDialogs
