import './follow.css'
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { createMemo, Show } from 'solid-js'
import { caretColour, cssColour } from '../carets/CaretColour.ts'
import { createFollow } from './createFollow.ts'
import { followedCaret } from './followedCaret.ts'
import { followed, stopFollowing } from './following.ts'
import { followText as text } from './followText.ts'

interface FollowBarProps {
  readonly view: EditorView
  readonly state: EditorState | null
}

/** Keeps whoever is followed in the window, says who it is, and how to stop. */
export const FollowBar = (props: FollowBarProps) => {
  createFollow(props.view, () => props.state)
  const isThere = createMemo(() => {
    const who = followed()
    return who !== null && props.state !== null && followedCaret(props.state, who.user) !== null
  })
  return (
    <div class="co-follow" role="status">
      <Show when={followed()}>
        {(who) => (
          <div class="co-follow-bar" style={{ '--caret': cssColour(caretColour(who().user)) }}>
            <span>{isThere() ? text.following(who().name) : text.waiting(who().name)}</span>
            <button type="button" class="button bare" onClick={stopFollowing}>
              {text.stop}
            </button>
          </div>
        )}
      </Show>
    </div>
  )
}
