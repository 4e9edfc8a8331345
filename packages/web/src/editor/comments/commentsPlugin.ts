import { type Anchor, commentsMap, readThreads, type Thread } from '@coldopen/core/comment'
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import type { DecorationSet, EditorView } from 'prosemirror-view'
import { bindingKey } from '../binding/BindingKey.ts'
import type { ScreenplayBinding } from '../binding/ScreenplayBinding.ts'
import { readSelection } from '../script/readSelection.ts'
import { makeThrottle } from '../timing/Throttle.ts'
import { commentDecorations } from './commentDecorations.ts'
import { followMoved } from './followMoved.ts'
import { type PlacedThread, placeDraft, placeThreads, threadAt } from './placeThreads.ts'

/** The comments of a script, and where in a state of the editor they stand. */
export interface ScriptComments {
  readonly threads: readonly Thread[]
  /** Those whose text is shown, in no order. */
  readonly placed: readonly PlacedThread[]
  /** The thread the reader is at. */
  readonly current: string | null
  /** What a comment that is being written is about. */
  readonly draft: Anchor | null
  readonly decorations: DecorationSet
}

/** What the plugin is told; what is left out stays. */
type Told = Partial<Pick<ScriptComments, 'threads' | 'current' | 'draft'>>

const key = new PluginKey<ScriptComments>('comments')

export const commentsOf = (state: EditorState): ScriptComments | undefined => key.getState(state)

/** Shortest time between two looks for text that is not found, in ms: it may have come back by typing. */
const lookInterval = 500

type Shown = Omit<ScriptComments, 'decorations'>

const draw = (state: EditorState, shown: Shown, binding: ScreenplayBinding): ScriptComments => ({
  ...shown,
  decorations: commentDecorations(
    state.doc,
    shown.placed,
    shown.current,
    placeDraft(state.doc, binding.script, shown.draft),
  ),
})

const look = (state: EditorState, shown: Shown, binding: ScreenplayBinding): ScriptComments =>
  draw(state, { ...shown, placed: placeThreads(state.doc, binding.script, shown.threads) }, binding)

const mapped = (tr: Transaction, comments: ScriptComments): ScriptComments => ({
  ...comments,
  placed: comments.placed.flatMap((thread) => {
    const from = tr.mapping.map(thread.from, 1)
    const to = tr.mapping.map(thread.to, -1)
    return to > from ? [{ ...thread, from, to }] : []
  }),
  decorations: comments.decorations.map(tr.mapping, tr.doc),
})

/**
 * Marks what comments are about. While this writer types the marks are only mapped; they are looked up again when
 * others changed the script, when a comment came or changed, and when text that was gone may be back.
 */
export const commentsPlugin = (binding: ScreenplayBinding): Plugin<ScriptComments> => {
  const { script } = binding
  const apply = (tr: Transaction, before: ScriptComments, after: EditorState): ScriptComments => {
    const told = tr.getMeta(key) as Told | undefined
    if (told !== undefined) return look(after, { ...before, ...told }, binding)
    if (before.threads.length === 0 && before.draft === null) return before
    const now = !tr.docChanged
      ? before
      : tr.getMeta(bindingKey) === undefined
        ? mapped(tr, before)
        : look(after, before, binding)
    if (!tr.selectionSet) return now
    const current = threadAt(now.placed, after.selection.head)
    return current === now.current ? now : draw(after, { ...now, current }, binding)
  }
  return new Plugin({
    key,
    state: {
      init: (_config, state) =>
        look(
          state,
          { threads: readThreads(script.doc), placed: [], current: null, draft: null },
          binding,
        ),
      apply: (tr, before, _old, after) => apply(tr, before, after),
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
    view(view: EditorView) {
      let frame: number | null = null
      let restructured = false
      const tell = (told: Told) => {
        readSelection()
        view.dispatch(tellComments(view.state, told))
      }
      const changed = () => {
        frame ??= requestAnimationFrame(() => {
          frame = null
          tell({ threads: readThreads(script.doc) })
        })
      }
      /** Text that was gone may be back by typing: looked for once a while, as long as some is missing. */
      const again = makeThrottle(lookInterval, () => {
        frame ??= requestAnimationFrame(() => {
          frame = null
          const { threads = [], placed = [] } = commentsOf(view.state) ?? {}
          if (placeThreads(view.state.doc, script, threads).length !== placed.length) tell({})
        })
      })
      const map = commentsMap(script.doc)
      map.observeDeep(changed)
      const stop = script.observe(({ local, blocks }) => {
        restructured ||= local && blocks.size > 0
      })
      return {
        update(current, { doc }) {
          const comments = commentsOf(current.state)
          if (comments === undefined || comments.threads.length === 0) return
          if (restructured) {
            followMoved(current.state.doc, script, comments)
            changed()
          }
          restructured = false
          if (doc !== current.state.doc && comments.placed.length < comments.threads.length)
            again.request()
        },
        destroy() {
          map.unobserveDeep(changed)
          stop()
          again.cancel()
          if (frame !== null) cancelAnimationFrame(frame)
        },
      }
    },
  })
}

/** A transaction that goes to another thread, or shows what a new comment is about. */
export const tellComments = (state: EditorState, told: Told): Transaction =>
  state.tr.setMeta(key, told)
