import { For } from 'solid-js'
import { editorText } from '../editorText.ts'
import { pageView } from '../../runtime/viewSettings.ts'

const views = [
  ['draft', editorText.draftView],
  ['page', editorText.pageView],
] as const

/** Continuous text or sheets of paper. */
export const ViewSwitch = () => (
  <span class="co-view" role="group" aria-label={editorText.view}>
    <For each={views}>
      {([view, label]) => (
        <button
          type="button"
          class="co-view-button"
          aria-pressed={pageView.value() === view}
          onClick={() => pageView.set(view)}
        >
          {label}
        </button>
      )}
    </For>
  </span>
)
