import { For } from 'solid-js'
import { navigatorList } from '../../runtime/viewSettings.ts'
import { editorText } from '../editorText.ts'
import { outlineText } from '../outline/outlineText.ts'

const lists = [
  ['scenes', editorText.scenes],
  ['outline', outlineText.outline],
] as const

/** Whether the navigator lists the scenes or the outline. */
export const NavigatorSwitch = () => (
  <div class="co-view co-navigator-switch" role="group" aria-label={outlineText.show}>
    <For each={lists}>
      {([list, label]) => (
        <button
          type="button"
          class="co-view-button"
          aria-pressed={navigatorList.value() === list}
          onClick={() => navigatorList.set(list)}
        >
          {label}
        </button>
      )}
    </For>
  </div>
)
