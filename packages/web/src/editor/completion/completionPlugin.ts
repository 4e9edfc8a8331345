import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { command } from '../keymap/Edit.ts'
import { returnKey } from '../keymap/ReturnKey.ts'
import { suggest, type Suggestions } from './Suggestions.ts'

/** The open completion list. */
export interface Completion extends Suggestions {
  readonly selected: number
}

type Act = { readonly select: number } | 'close'

const completionKey = new PluginKey<Completion | null>('completion')

export const completionOf = (state: EditorState): Completion | null =>
  completionKey.getState(state) ?? null

/** DOM ids of the list and its options, so that the text field can name the active one. */
export const completionListId = 'co-completion'
export const completionOptionId = (index: number): string => `${completionListId}-${index}`

const act = (view: EditorView, what: Act): void => {
  view.dispatch(view.state.tr.setMeta(completionKey, what))
}

/** Puts an item in the place of what was typed and closes the list. */
export const acceptCompletion = (view: EditorView, index: number, moveOn: boolean): void => {
  const open = completionOf(view.state)
  const item = open?.items[index]
  if (!open || item === undefined) return
  const text = item + open.tail
  view.dispatch(
    view.state.tr
      .insertText(text, open.from, open.to)
      .setMeta(completionKey, 'close')
      .scrollIntoView(),
  )
  if (moveOn && open.endsElement) command(returnKey)(view.state, view.dispatch)
}

const keys: { readonly [key: string]: (view: EditorView, open: Completion) => void } = {
  ArrowDown: (view, { selected, items }) => act(view, { select: (selected + 1) % items.length }),
  ArrowUp: (view, { selected, items }) =>
    act(view, { select: (selected + items.length - 1) % items.length }),
  Enter: (view, { selected }) => acceptCompletion(view, selected, true),
  Tab: (view, { selected }) => acceptCompletion(view, selected, false),
  End: (view, { selected }) => acceptCompletion(view, selected, false),
  Escape: (view) => act(view, 'close'),
}

/** Whether a transaction is the writer's own typing, the only thing that opens the list. */
const isTyping = (tr: Transaction): boolean =>
  tr.docChanged && tr.getMeta('addToHistory') !== false && tr.getMeta('pointer') === undefined

const next = (tr: Transaction, open: Completion | null, state: EditorState): Completion | null => {
  const what = tr.getMeta(completionKey) as Act | undefined
  if (what === 'close') return null
  if (what !== undefined) return open && { ...open, selected: what.select }
  if (!tr.docChanged && !tr.selectionSet) return open
  if (!isTyping(tr) && open === null) return null
  const found = suggest(state)
  return found && { ...found, selected: 0 }
}

/** The completion list of cues and scene headings: opens while typing, driven by the keyboard. */
export const completionPlugin = (): Plugin<Completion | null> =>
  new Plugin<Completion | null>({
    key: completionKey,
    state: {
      init: () => null,
      apply: (tr, open, _before, after) => next(tr, open, after),
    },
    props: {
      handleKeyDown(view, event) {
        const open = completionOf(view.state)
        if (!open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
          return false
        const key = event.shiftKey ? undefined : keys[event.key]
        key?.(view, open)
        return key !== undefined
      },
      attributes: (state): Record<string, string> => {
        const open = completionOf(state)
        return open
          ? {
              'aria-controls': completionListId,
              'aria-activedescendant': completionOptionId(open.selected),
            }
          : {}
      },
      handleDOMEvents: {
        blur(view) {
          if (completionOf(view.state)) act(view, 'close')
          return false
        },
      },
    },
  })
