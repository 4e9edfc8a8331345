import './completion.css'
import { createMemo, For, Show } from 'solid-js'
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { editorText } from '../editorText.ts'
import {
  acceptCompletion,
  completionListId,
  completionOf,
  completionOptionId,
} from './completionPlugin.ts'

interface CompletionListProps {
  readonly state: EditorState | null
  readonly view: EditorView
  /** The positioned element the list is placed in. */
  readonly page: HTMLElement
}

/** The list of completions under the caret. The text field keeps the focus. */
export const CompletionList = (props: CompletionListProps) => {
  const open = createMemo(() => (props.state === null ? null : completionOf(props.state)))
  const place = createMemo(() => {
    const { from } = open() ?? { from: null }
    if (from === null) return {}
    const at = props.view.coordsAtPos(from)
    const page = props.page.getBoundingClientRect()
    const above = at.bottom + 220 > document.documentElement.clientHeight
    return {
      left: `${at.left - page.left}px`,
      ...(above ? { bottom: `${page.bottom - at.top}px` } : { top: `${at.bottom - page.top}px` }),
    }
  })
  return (
    <Show when={open()}>
      {(list) => (
        <ul
          id={completionListId}
          class="co-completion"
          role="listbox"
          aria-label={editorText.suggestions}
          style={place()}
        >
          <For each={list().items}>
            {(item, index) => (
              <li
                id={completionOptionId(index())}
                role="option"
                aria-selected={index() === list().selected}
                on:mousedown={(event) => {
                  event.preventDefault()
                  acceptCompletion(props.view, index(), false)
                }}
              >
                {item.toUpperCase()}
              </li>
            )}
          </For>
        </ul>
      )}
    </Show>
  )
}
