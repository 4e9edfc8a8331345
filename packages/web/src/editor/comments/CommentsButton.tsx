import { commentsText } from './commentsText.ts'

interface CommentsButtonProps {
  /** Threads that are not resolved. */
  readonly open: number
  readonly shown: boolean
  readonly onToggle: () => void
}

/** Shows the comments, and says how many are open. */
export const CommentsButton = (props: CommentsButtonProps) => (
  <button
    type="button"
    class="co-status-button co-status-comments"
    aria-pressed={props.shown}
    aria-label={commentsText.button(props.open)}
    title={commentsText.button(props.open)}
    onClick={() => props.onToggle()}
  >
    <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M3.2 3h9.6q.9 0 .9.9v5.7q0 .9-.9.9H7.6L4.8 13v-2.5H3.2q-.9 0-.9-.9V3.9q0-.9.9-.9" />
    </svg>
    {props.open > 0 ? props.open : ''}
  </button>
)
