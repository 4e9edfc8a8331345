import './status.css'
import { For, Show } from 'solid-js'
import type { BlockKind } from '@coldopen/core/screenplay'
import { elementKinds, isElementKind, type ElementKind } from '../elements/ElementKind.ts'
import { CommentsButton } from '../comments/CommentsButton.tsx'
import { CommandMenus } from '../commands/CommandMenus.tsx'
import type { ScriptCommand } from '../commands/ScriptCommand.ts'
import { editorText } from '../editorText.ts'
import type { SceneCard } from '../navigator/SceneCard.ts'
import type { LockState } from '../numbers/lockPlugin.ts'
import { LockNote } from './LockNote.tsx'
import { SceneName } from './SceneName.tsx'
import type { PagePlace } from '../createScriptFacts.ts'
import { ViewSwitch } from '../view/ViewSwitch.tsx'

interface StatusLineProps {
  readonly kind: BlockKind
  readonly editable: boolean
  readonly cards: readonly SceneCard[]
  /** Index of the scene with the caret. */
  readonly current: number
  readonly words: number
  readonly place: PagePlace | null
  readonly locks: LockState
  readonly navigatorShown: boolean
  readonly onNavigator: () => void
  /** Whether the index cards stand in place of the page. */
  readonly onCards: boolean
  readonly showCards: (shown: boolean) => void
  /** Threads that are not resolved. */
  readonly openComments: number
  readonly commentsShown: boolean
  readonly onComments: () => void
  readonly commands: () => readonly ScriptCommand[]
  readonly onCommand: (command: ScriptCommand) => void
  readonly onElement: (kind: ElementKind) => void
}

const modifier = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl+'

/** Element, scene and size of the script, in one quiet line. */
export const StatusLine = (props: StatusLineProps) => (
  <footer class="co-status">
    <button
      type="button"
      class="co-status-button"
      aria-pressed={props.navigatorShown}
      aria-label={props.navigatorShown ? editorText.hideScenes : editorText.showScenes}
      onClick={() => props.onNavigator()}
    >
      {editorText.scenes}
    </button>
    <select
      class="co-element"
      aria-label={editorText.elementMenu}
      title={editorText.elementKeys(modifier)}
      disabled={!props.editable || props.onCards}
      value={props.kind}
      onChange={(event) => {
        const kind = event.currentTarget.value
        if (isElementKind(kind)) props.onElement(kind)
      }}
    >
      <For each={elementKinds}>
        {(kind) => (
          <option value={kind} selected={kind === props.kind}>
            {editorText.element[kind]}
          </option>
        )}
      </For>
      <Show when={!isElementKind(props.kind)}>
        <option value={props.kind} selected>
          {editorText.element[props.kind]}
        </option>
      </Show>
    </select>
    <SceneName cards={props.cards} current={props.current} numbers={props.locks.numbers} />
    <LockNote locks={props.locks} />
    <span class="co-status-count co-status-words">{editorText.words(props.words)}</span>
    <Show when={props.place}>
      {(place) => (
        <>
          <span class="co-status-count co-status-runtime" title={editorText.runtimeHint}>
            {editorText.runtime(place().minutes)}
          </span>
          <span class="co-status-count">{editorText.page(place().page, place().pages)}</span>
        </>
      )}
    </Show>
    <CommentsButton
      open={props.openComments}
      shown={props.commentsShown}
      onToggle={props.onComments}
    />
    <ViewSwitch onCards={props.onCards} showCards={props.showCards} />
    <CommandMenus commands={props.commands} onCommand={props.onCommand} />
  </footer>
)
