import './commands.css'
import { For } from 'solid-js'
import { Dialog } from '../../part/Dialog.tsx'
import { commandText } from './commandText.ts'
import { isOnKeyboard, keyLabel } from './keyLabel.ts'
import type { CommandGroup, ScriptCommand } from './ScriptCommand.ts'

interface ShortcutSheetProps {
  readonly commands: readonly ScriptCommand[]
  readonly onClose: () => void
}

const groups = Object.keys(commandText.group) as readonly CommandGroup[]

/** Every command with its keys. */
export const ShortcutSheet = (props: ShortcutSheetProps) => (
  <Dialog title={commandText.shortcuts} close={props.onClose} wide>
    <div class="co-shortcuts">
      <For each={groups}>
        {(group) => (
          <section>
            <h3>{commandText.group[group]}</h3>
            <dl>
              <For each={props.commands.filter((command) => command.group === group)}>
                {({ name, keys }) => (
                  <div>
                    <dt>{name}</dt>
                    <dd>
                      <For
                        each={keys.filter((key) => isOnKeyboard(key))}
                        fallback={<span class="soft">{commandText.noKey}</span>}
                      >
                        {(key) => <kbd>{keyLabel(key)}</kbd>}
                      </For>
                    </dd>
                  </div>
                )}
              </For>
            </dl>
          </section>
        )}
      </For>
    </div>
  </Dialog>
)
