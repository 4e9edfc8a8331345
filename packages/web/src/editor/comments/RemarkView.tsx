import type { Remark } from '@coldopen/core/comment'
import { For, Show } from 'solid-js'
import { when } from '../../message/when.ts'
import { caretColour, cssColour } from '../carets/CaretColour.ts'
import { commentsText } from './commentsText.ts'
import { partsOf } from './mentions.ts'

interface RemarkViewProps {
  readonly remark: Remark
  /** The account of who reads; empty without one. */
  readonly me: string
  readonly now: number
  /** Takes it back; without one it is somebody else's. */
  readonly onDelete: (() => void) | null
}

/** What the author of a remark is called here. */
export const authorName = ({ user, name }: Pick<Remark, 'user' | 'name'>, me: string): string =>
  user === me ? commentsText.you : name || commentsText.someone

/** One thing somebody said, with who and when. */
export const RemarkView = (props: RemarkViewProps) => {
  const name = () => authorName(props.remark, props.me)
  return (
    <div class="co-remark">
      <p class="co-remark-head">
        <span
          class="co-remark-dot"
          style={{ '--person': cssColour(caretColour(props.remark.user)) }}
          aria-hidden="true"
        />
        <b class="co-remark-author">{name()}</b>
        <span class="soft">{when(props.remark.at ?? '', props.now)}</span>
        <Show when={props.onDelete}>
          {(remove) => (
            <button
              type="button"
              class="co-remark-delete"
              aria-label={commentsText.deleteWhat(props.remark.words.slice(0, 60))}
              onClick={() => remove()()}
            >
              {commentsText.delete}
            </button>
          )}
        </Show>
      </p>
      <p class="co-remark-words">
        <For each={partsOf(props.remark.words, props.remark.mentions)}>
          {({ text, user }) => (
            <Show when={user !== null} fallback={text}>
              <span class="co-mention" classList={{ 'co-mention-me': user === props.me }}>
                {text}
              </span>
            </Show>
          )}
        </For>
      </p>
    </div>
  )
}
