import './comments.css'
import {
  beginThread,
  deleteRemark,
  isOwn,
  type Mention,
  openComments,
  type Remark,
  reopenThread,
  reply,
  resolveThread,
  restoreRemark,
  type Thread,
} from '@coldopen/core/comment'
import { type EditorState, TextSelection } from 'prosemirror-state'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { CloseGlyph } from '../../part/glyphs.tsx'
import { IconButton } from '../../part/IconButton.tsx'
import { createNow } from '../../reactive/createNow.ts'
import { say } from '../../runtime/Toasts.ts'
import { keyLabel } from '../commands/keyLabel.ts'
import { showPlace } from '../find/findCommands.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { CommentField } from './CommentField.tsx'
import { commentKey } from './commentKeys.ts'
import { commentsOf, tellComments } from './commentsPlugin.ts'
import { commentsText } from './commentsText.ts'
import type { Commenting, Speaker } from './createCommenting.ts'
import { createPeopleToMention } from './createPeopleToMention.ts'
import { ThreadCard } from './ThreadCard.tsx'
import { inScriptOrder, wordsAt } from './threadList.ts'

interface CommentsPanelProps {
  readonly editor: OpenEditor
  readonly state: EditorState
  readonly commenting: Commenting
  readonly speaker: Speaker
  readonly editable: boolean
  /** A place of the script is about to be shown. */
  readonly onGo: () => void
}

/** What everybody says about the script, thread by thread, beside the page. */
const CommentsPanel = (props: CommentsPanelProps) => {
  const { commenting, speaker } = props
  const comments = openComments(props.editor.binding.script)
  const now = createNow()
  const [resolved, setResolved] = createSignal(false)
  const [said, setSaid] = createSignal('')
  const here = createMemo(() => commentsOf(props.state))
  const threads = createMemo(() => here()?.threads ?? [])
  const byId = createMemo(() => new Map(threads().map((thread) => [thread.id, thread])))
  const { people, look } = createPeopleToMention(speaker, threads)
  const kept = createMemo(() =>
    threads().filter(
      ({ id, ...thread }) =>
        (thread.resolved !== null) === resolved() || commenting.answers().has(id),
    ),
  )
  const ids = createMemo<readonly string[]>((before) => {
    const next = inScriptOrder(kept(), here()?.placed ?? [])
    return before.length === next.length && before.every((id, i) => id === next[i]) ? before : next
  }, [])
  const settled = () => threads().filter((thread) => thread.resolved !== null).length
  let panel!: HTMLElement

  const author = () => ({ id: speaker.id, name: speaker.name, at: new Date().toISOString() })
  const tell = (current: string | null) =>
    props.editor.view.dispatch(tellComments(props.editor.view.state, { current }))
  const card = (id: string | null) =>
    id === null ? null : panel.querySelector<HTMLElement>(`[data-thread="${id}"]`)
  /** What had the focus may have gone with its thread. */
  const keepFocus = () =>
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return
      const next = panel.querySelector<HTMLElement>('[data-about], [aria-pressed="true"]')
      next?.focus()
    })

  const begin = (words: string, mentions: readonly Mention[]) => {
    const draft = commenting.draft()
    if (draft === null) return
    const id = beginThread(
      comments,
      draft.anchor,
      { words, mentions, about: draft.about },
      author(),
    )
    commenting.drop()
    setResolved(false)
    tell(id)
    setSaid(commentsText.added)
    props.editor.view.focus()
  }
  const remove = (remark: Remark) => {
    deleteRemark(comments, remark.id, speaker.id)
    keepFocus()
    say(commentsText.deleted, {
      label: commentsText.undo,
      run: () => restoreRemark(comments, remark.id, speaker.id),
    })
  }
  const goTo = (id: string) => {
    const { view } = props.editor
    const place = here()?.placed.find((one) => one.id === id)
    if (place === undefined) return
    props.onGo()
    const selection = TextSelection.create(view.state.doc, place.from, place.to)
    view.dispatch(view.state.tr.setSelection(selection))
    tell(id)
    view.focus()
    showPlace(view, place)
  }
  const actsOf = (thread: Thread) => ({
    goTo: () => goTo(thread.id),
    reply: (words: string, mentions: readonly Mention[]) => {
      reply(comments, thread.id, { words, mentions }, author())
      setSaid(commentsText.replied)
    },
    resolve: () => {
      resolveThread(comments, thread.id, author())
      setSaid(commentsText.wasResolved)
      keepFocus()
    },
    reopen: () => {
      reopenThread(comments, thread.id)
      setSaid(commentsText.wasReopened)
      keepFocus()
    },
    delete: remove,
    owns: (remark: Remark) => isOwn(remark, speaker.id),
  })

  createEffect(
    on(commenting.asked, () => {
      const start =
        panel.querySelector<HTMLElement>('.co-comment-draft textarea') ??
        card(here()?.current ?? null)?.querySelector<HTMLElement>('[data-about]') ??
        panel.querySelector<HTMLElement>('[aria-pressed="true"]')
      start?.focus()
    }),
  )
  createEffect(
    on(
      () => [here()?.current ?? null, ids()] as const,
      ([id]) => {
        if (!panel.contains(document.activeElement)) card(id)?.scrollIntoView({ block: 'nearest' })
      },
    ),
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault()
      commenting.close()
      return
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const all = [...panel.querySelectorAll<HTMLElement>('[data-about]')]
    const at = all.findIndex((one) => one === document.activeElement)
    if (step === 0 || at < 0) return
    event.preventDefault()
    all[at + step]?.focus()
  }
  const filter = (wanted: boolean, label: string) => (
    <button
      type="button"
      class="co-comments-filter"
      aria-pressed={resolved() === wanted}
      onClick={() => setResolved(wanted)}
    >
      {label}
    </button>
  )

  return (
    <aside ref={panel} class="co-comments" aria-label={commentsText.panel} on:keydown={onKeyDown}>
      <header class="co-comments-head">
        <div role="group" aria-label={commentsText.filter} class="co-comments-filters">
          {filter(false, commentsText.open(threads().length - settled()))}
          {filter(true, commentsText.resolved(settled()))}
        </div>
        <IconButton label={commentsText.close} onClick={() => commenting.close()}>
          <CloseGlyph />
        </IconButton>
      </header>
      <Show when={commenting.draft()}>
        {(draft) => (
          <section
            class="co-thread co-thread-here co-comment-draft"
            aria-label={commentsText.comment}
          >
            <p class="co-thread-about script">{draft().about}</p>
            <CommentField
              label={commentsText.field}
              submit={commentsText.comment}
              people={people()}
              onMention={look}
              words={draft().words}
              onWords={commenting.write}
              onSubmit={begin}
              onCancel={() => {
                commenting.drop()
                props.editor.view.focus()
              }}
            />
          </section>
        )}
      </Show>
      <Show when={!props.editable}>
        <p class="co-comments-note">{commentsText.reading}</p>
      </Show>
      <Show
        when={ids().length > 0}
        fallback={
          <Show when={commenting.draft() === null}>
            <Show
              when={threads().length === 0}
              fallback={
                <p class="co-comments-note">
                  {resolved() ? commentsText.noneResolved : commentsText.noneOpen}
                </p>
              }
            >
              <div class="co-comments-note">
                <h2>{commentsText.emptyTitle}</h2>
                <p>
                  {props.editable
                    ? commentsText.emptyHow(keyLabel(commentKey))
                    : commentsText.emptyReading}
                </p>
              </div>
            </Show>
          </Show>
        }
      >
        <ol class="co-threads" role="list" aria-label={commentsText.threads}>
          <For each={ids()}>
            {(id) => (
              <Show when={byId().get(id)}>
                {(thread) => (
                  <ThreadCard
                    thread={thread()}
                    words={wordsAt(props.state, id)}
                    current={here()?.current === id}
                    editable={props.editable}
                    me={speaker.id}
                    now={now()}
                    people={people()}
                    onMention={look}
                    acts={actsOf(thread())}
                    answer={commenting.answers().get(id) ?? null}
                    onAnswer={(words) => commenting.answer(id, words)}
                  />
                )}
              </Show>
            )}
          </For>
        </ol>
      </Show>
      <p class="sr-only" role="status">
        {said()}
      </p>
    </aside>
  )
}

export default CommentsPanel
