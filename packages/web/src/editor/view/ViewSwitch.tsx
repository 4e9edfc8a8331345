import { For } from 'solid-js'
import { editorText } from '../editorText.ts'
import { pageView } from '../../runtime/viewSettings.ts'

const views = [
  ['draft', editorText.draftView],
  ['page', editorText.pageView],
] as const

interface ViewSwitchProps {
  /** Whether the index cards stand in place of the page. */
  readonly onCards: boolean
  readonly showCards: (shown: boolean) => void
}

/** Continuous text, sheets of paper, or index cards. */
export const ViewSwitch = (props: ViewSwitchProps) => (
  <span class="co-view" role="group" aria-label={editorText.view}>
    <For each={views}>
      {([view, label]) => (
        <button
          type="button"
          class="co-view-button"
          aria-pressed={!props.onCards && pageView.value() === view}
          onClick={() => {
            pageView.set(view)
            props.showCards(false)
          }}
        >
          {label}
        </button>
      )}
    </For>
    <button
      type="button"
      class="co-view-button"
      aria-pressed={props.onCards}
      onClick={() => props.showCards(true)}
    >
      {editorText.cardsView}
    </button>
  </span>
)
