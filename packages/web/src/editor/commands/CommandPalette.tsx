import './commands.css'
import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  on,
  onMount,
  Show,
} from 'solid-js'
import { Dialog } from '../../part/Dialog.tsx'
import { menuStep } from '../../part/menuStep.ts'
import { commandText } from './commandText.ts'
import { findCommand } from './findCommand.ts'
import { keyLabel } from './keyLabel.ts'
import type { ScriptCommand } from './ScriptCommand.ts'

interface CommandPaletteProps {
  readonly commands: readonly ScriptCommand[]
  readonly onRun: (command: ScriptCommand) => void
  readonly onClose: () => void
}

/** Finds a command by its words and runs it; each shows its keys. */
export const CommandPalette = (props: CommandPaletteProps) => {
  const id = createUniqueId()
  const [query, setQuery] = createSignal('')
  const [at, setAt] = createSignal(0)
  const found = createMemo(() => findCommand(props.commands, query()))
  let field!: HTMLInputElement
  let list: HTMLUListElement | undefined

  const choose = (command: ScriptCommand | undefined) => {
    if (command === undefined) return
    props.onClose()
    // After the dialog has given the focus back.
    setTimeout(() => props.onRun(command))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      choose(found()[at()])
      return
    }
    if (event.key === 'Home' || event.key === 'End') return
    const next = menuStep(event.key, at(), found().length - 1)
    if (next === null) return
    event.preventDefault()
    setAt(next)
  }
  createEffect(on(query, () => setAt(0), { defer: true }))
  createEffect(() => list?.children[at()]?.scrollIntoView({ block: 'nearest' }))
  onMount(() => field.focus())

  return (
    <Dialog title={commandText.palette} close={props.onClose}>
      <input
        ref={field}
        class="co-palette-field"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found().length > 0 ? `${id}-${at()}` : undefined}
        aria-label={commandText.look}
        placeholder={commandText.look}
        autocomplete="off"
        spellcheck={false}
        value={query()}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ul ref={list} id={id} class="co-palette" role="listbox" aria-label={commandText.results}>
        <For each={found()}>
          {(command, index) => (
            <li
              id={`${id}-${index()}`}
              role="option"
              aria-selected={index() === at()}
              on:pointermove={() => setAt(index())}
              on:click={() => choose(command)}
            >
              <span>
                {command.on === true ? '✓ ' : ''}
                {command.name}
              </span>
              <span class="co-palette-group">{commandText.group[command.group]}</span>
              <Show when={command.keys[0]}>{(key) => <kbd>{keyLabel(key())}</kbd>}</Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={found().length === 0}>
        <p class="soft small">{commandText.nothing}</p>
      </Show>
    </Dialog>
  )
}
