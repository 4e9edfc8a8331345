import './status.css'
import { For, Show } from 'solid-js'
import type { BlockKind } from '@coldopen/core/screenplay'
import { elementKinds, isElementKind, type ElementKind } from '../elements/ElementKind.ts'
import { editorText } from '../editorText.ts'
import type { ScriptCount } from './ScriptCount.ts'

interface StatusLineProps {
  readonly kind: BlockKind
  readonly editable: boolean
  /** The caret's scene: its number (null before the first heading), how many there are, its heading. */
  readonly scene: { readonly number: number | null; readonly of: number; readonly heading: string }
  readonly count: ScriptCount
  readonly navigatorShown: boolean
  readonly onNavigator: () => void
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
      disabled={!props.editable}
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
    <span class="co-status-scene">
      <Show
        when={props.scene.number}
        fallback={props.scene.of > 0 ? editorText.beforeFirstScene : editorText.noScene}
      >
        {(number) => (
          <>
            {editorText.scene(number(), props.scene.of)}
            <span class="co-status-heading">{props.scene.heading}</span>
          </>
        )}
      </Show>
    </span>
    <span class="co-status-count">{editorText.words(props.count.words)}</span>
    <span class="co-status-count">{editorText.pages(props.count.pages)}</span>
  </footer>
)
