import { type Anchor, anchorOf } from '@coldopen/core/comment'
import type { Account, Member } from '@coldopen/sync/client'
import type { EditorState } from 'prosemirror-state'
import { type Accessor, createSignal } from 'solid-js'
import type * as Y from 'yjs'
import { say } from '../../runtime/Toasts.ts'
import { idOf } from '../binding/BlockNode.ts'
import { nameOfAccount } from '../nameOfAccount.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { commentsOf, tellComments } from './commentsPlugin.ts'
import { commentsText } from './commentsText.ts'

/** A comment that is being written: what it is about, and what stands in its field so far. */
export interface CommentDraft {
  readonly anchor: Anchor
  readonly about: string
  readonly words: string
}

/** Who is at this desk, and whom they can mention. */
export interface Speaker {
  /** The account's id; empty without one. */
  readonly id: string
  readonly name: string
  /** Asks the server who is in the project. */
  readonly members: () => Promise<readonly Member[]>
}

/** Comments at one desk: whether the panel is shown, and the comment that is being written. */
export interface Commenting {
  readonly shown: Accessor<boolean>
  readonly draft: Accessor<CommentDraft | null>
  /** Grows each time the writer asks for the panel, which then takes the focus. */
  readonly asked: Accessor<number>
  /** Begins a comment on what is selected, else on the caret's element. */
  begin(): void
  /** Shows the panel, or closes it. */
  toggle(): void
  /** Shows the panel and goes to it; from within, closes it. */
  visit(): void
  close(): void
  write(words: string): void
  /** Drops the comment that is being written. */
  drop(): void
  /** Replies that are being written, by their threads. */
  readonly answers: Accessor<ReadonlyMap<string, string>>
  /** Notes what stands in a reply's field; null when it is sent or dropped. */
  answer(thread: string, words: string | null): void
}

export const speakerOf = (account: Account | null, members: Speaker['members']): Speaker => ({
  id: account?.id ?? '',
  name: account === null ? '' : nameOfAccount(account),
  members,
})

/** What a comment begun here is about: the selected text of the first element, else all of the caret's. */
const subjectOf = (doc: Y.Doc, { selection }: EditorState): Omit<CommentDraft, 'words'> | null => {
  const { $from, from, to, empty } = selection
  const { parent } = $from
  if (!parent.isTextblock) return null
  const size = parent.content.size
  const start = empty ? 0 : $from.parentOffset
  const end = empty ? size : Math.min(size, start + to - from)
  const anchor = anchorOf(doc, idOf(parent), start, end)
  return anchor === null ? null : { anchor, about: parent.textBetween(start, end) }
}

export const createCommenting = (options: {
  readonly doc: Y.Doc
  readonly editor: Accessor<OpenEditor | null>
  readonly editable: Accessor<boolean>
}): Commenting => {
  const { doc, editor, editable } = options
  const [shown, setShown] = createSignal(false)
  const [draft, setDraft] = createSignal<CommentDraft | null>(null)
  const [answers, setAnswers] = createSignal<ReadonlyMap<string, string>>(new Map())
  const [asked, setAsked] = createSignal(0)
  /** What had the focus before the panel. */
  let before: Element | null = null

  const ask = () => {
    if (!shown()) before = document.activeElement
    setShown(true)
    setAsked((n) => n + 1)
  }
  const put = (next: CommentDraft | null) => {
    setDraft(next)
    const view = editor()?.view
    view?.dispatch(tellComments(view.state, { draft: next?.anchor ?? null }))
  }
  const close = () => {
    setShown(false)
    const back = before instanceof HTMLElement && before.isConnected ? before : null
    before = null
    if (back !== null && back !== document.body) back.focus()
    else editor()?.view.focus()
  }
  return {
    shown,
    draft,
    asked,
    begin() {
      const view = editor()?.view
      if (view === undefined || !editable()) return
      const subject = subjectOf(doc, view.state)
      if (subject === null) say(commentsText.nothing)
      else {
        put({ ...subject, words: draft()?.words ?? '' })
        ask()
      }
    },
    toggle: () => (shown() ? close() : ask()),
    visit() {
      const within = document.activeElement?.closest('.co-comments') instanceof Element
      if (shown() && within) close()
      else ask()
    },
    close,
    write: (words) => setDraft((now) => (now === null ? null : { ...now, words })),
    drop: () => put(null),
    answers,
    answer: (thread, words) =>
      setAnswers((before) => {
        const others = [...before].filter(([id]) => id !== thread)
        return new Map(words === null ? others : [...others, [thread, words] as const])
      }),
  }
}

/** How many threads wait for an answer. */
export const openThreads = (state: EditorState | null): number =>
  (state === null ? [] : (commentsOf(state)?.threads ?? [])).filter(
    ({ resolved }) => resolved === null,
  ).length
