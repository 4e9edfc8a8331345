import type { Mention, Remark, Thread } from '@coldopen/core/comment'
import { Index, Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { CommentField } from './CommentField.tsx'
import { commentsText } from './commentsText.ts'
import type { Mentionable } from './mentions.ts'
import { authorName, RemarkView } from './RemarkView.tsx'

/** What can be done with a thread. */
export interface ThreadActs {
  goTo(): void
  reply(words: string, mentions: readonly Mention[]): void
  resolve(): void
  reopen(): void
  delete(remark: Remark): void
  owns(remark: Remark): boolean
}

interface ThreadCardProps {
  readonly thread: Thread
  /** The words of the script it is about, as they stand now; null when they were deleted. */
  readonly words: string | null
  readonly current: boolean
  readonly editable: boolean
  readonly me: string
  readonly now: number
  readonly people: readonly Mentionable[]
  readonly onMention: () => void
  readonly acts: ThreadActs
  /** The reply that is being written; null when none is. */
  readonly answer: string | null
  readonly onAnswer: (words: string | null) => void
}

/** A comment with its replies, under the words it is about. */
export const ThreadCard = (props: ThreadCardProps) => {
  let button: HTMLButtonElement | undefined
  const cancel = () => {
    props.onAnswer(null)
    queueMicrotask(() => button?.focus())
  }
  const remove = (remark: Remark) =>
    props.editable && props.acts.owns(remark) ? () => props.acts.delete(remark) : null

  return (
    <li
      class="co-thread"
      classList={{ 'co-thread-here': props.current }}
      data-thread={props.thread.id}
      aria-current={props.current}
    >
      <Show
        when={props.words}
        fallback={
          <p class="co-thread-lost" data-about tabIndex={-1}>
            {props.thread.about === '' ? (
              commentsText.lostWordless
            ) : (
              <>
                {commentsText.lost} <q class="script">{props.thread.about}</q>
              </>
            )}
          </p>
        }
      >
        {(about) => (
          <button
            type="button"
            class="co-thread-about script"
            data-about
            aria-label={commentsText.goTo(about())}
            onClick={() => props.acts.goTo()}
          >
            {about()}
          </button>
        )}
      </Show>
      <Show
        when={props.thread.first}
        fallback={<p class="co-remark soft">{commentsText.deletedFirst}</p>}
      >
        {(first) => (
          <RemarkView remark={first()} me={props.me} now={props.now} onDelete={remove(first())} />
        )}
      </Show>
      <Index each={props.thread.replies}>
        {(remark) => (
          <RemarkView remark={remark()} me={props.me} now={props.now} onDelete={remove(remark())} />
        )}
      </Index>
      <Show when={props.thread.resolved}>
        {(resolution) => (
          <p class="small soft">{commentsText.resolvedBy(authorName(resolution(), props.me))}</p>
        )}
      </Show>
      <Show when={props.editable}>
        <Show
          when={props.answer !== null}
          fallback={
            <div class="co-comment-acts">
              <Show
                when={props.thread.resolved === null}
                fallback={
                  <Button look="bare" onClick={() => props.acts.reopen()}>
                    {commentsText.reopen}
                  </Button>
                }
              >
                <Button ref={button} look="bare" onClick={() => props.onAnswer('')}>
                  {commentsText.reply}
                </Button>
                <Button look="bare" onClick={() => props.acts.resolve()}>
                  {commentsText.resolve}
                </Button>
              </Show>
            </div>
          }
        >
          <CommentField
            label={commentsText.replyField}
            submit={commentsText.send}
            people={props.people}
            onMention={props.onMention}
            words={props.answer ?? ''}
            onWords={(words) => props.onAnswer(words)}
            onSubmit={(said, mentions) => {
              props.acts.reply(said, mentions)
              cancel()
            }}
            onCancel={cancel}
          />
        </Show>
      </Show>
    </li>
  )
}
