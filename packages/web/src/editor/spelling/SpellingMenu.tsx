import '../../part/Popover.css'
import './spelling.css'
import { setWord } from '@coldopen/core/screenplay'
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { createMemo, createResource, For, onMount, Show } from 'solid-js'
import type * as Y from 'yjs'
import { menuStep } from '../../part/menuStep.ts'
import { placeUnder } from '../../part/place.ts'
import { ignoreWord, suggestionsFor } from './spellingPlugin.ts'
import { SpellingUnavailable } from './SpellChecker.ts'
import { spellingOf, type WordPlace, withSpelling } from './spellingState.ts'
import { spellingText as text } from './spellingText.ts'

interface SpellingMenuProps {
  readonly view: EditorView
  readonly state: EditorState
  readonly doc: Y.Doc
}

/** What was found for a word; null when there is no dictionary to look into. */
type Found = readonly string[] | null

const look = async (view: EditorView, word: string): Promise<Found> => {
  try {
    return await suggestionsFor(view, word)
  } catch (error) {
    if (error instanceof SpellingUnavailable) return null
    throw error
  }
}

/** A suggestion with the apostrophes of the word it stands for. */
const likeTyped = (suggestion: string, word: string): string =>
  word.includes('’') ? suggestion.replaceAll("'", '’') : suggestion

/** The suggestions for a marked word, under it; it is there once they are. */
const SpellingMenu = (props: SpellingMenuProps) => {
  const word = createMemo(() => spellingOf(props.state).menu?.word ?? null)
  const [found] = createResource(word, (asked) =>
    look(props.view, asked).then((items) => ({ asked, items })),
  )
  const ready = createMemo(() =>
    found.state === 'ready' && found()?.asked === word() ? found() : undefined,
  )
  return (
    <Show when={ready()} keyed>
      {({ items }) => <WordMenu {...props} items={items} />}
    </Show>
  )
}

const WordMenu = (props: SpellingMenuProps & { readonly items: Found }) => {
  const { view } = props
  const first = spellingOf(view.state).menu
  let menu!: HTMLDivElement

  const close = () => {
    if (spellingOf(view.state).menu !== null)
      view.dispatch(withSpelling(view.state, { menu: null }))
  }
  /** The word where it stands now. */
  const act = (run: (place: WordPlace) => void) => {
    const { menu: place } = spellingOf(view.state)
    close()
    view.focus()
    if (place !== null) run(place)
  }
  const take = (suggestion: string) =>
    act(({ from, to, word }) => {
      const now = likeTyped(suggestion, word)
      view.dispatch(view.state.tr.insertText(now, from, to).scrollIntoView())
    })
  const entries = () => [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')]
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      event.stopPropagation()
      act(() => undefined)
      return
    }
    const all = entries()
    const next = menuStep(
      event.key,
      all.findIndex((entry) => entry === document.activeElement),
      all.length - 1,
    )
    if (next === null) return
    event.preventDefault()
    all[next]?.focus()
  }
  onMount(() => {
    if (first === null) return
    menu.showPopover()
    const [start, end] = [view.coordsAtPos(first.from), view.coordsAtPos(first.to, -1)]
    const size = menu.getBoundingClientRect()
    const anchor = {
      left: start.left,
      right: start.left + size.width,
      top: end.top,
      bottom: end.bottom,
    }
    const room = { width: document.documentElement.clientWidth, height: innerHeight }
    const { left, top } = placeUnder(anchor, size, room)
    menu.style.left = `${left}px`
    menu.style.top = `${top}px`
    entries()[0]?.focus()
  })
  return (
    <div
      ref={menu}
      popover="auto"
      class="popover menu co-spelling-menu"
      role="menu"
      aria-label={text.menu(first?.word ?? '')}
      on:keydown={pressed}
      on:toggle={(event: ToggleEvent) => event.newState === 'closed' && close()}
    >
      <For each={props.items}>
        {(suggestion) => (
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            class="menu-item co-suggestion"
            onClick={() => take(suggestion)}
          >
            {likeTyped(suggestion, first?.word ?? '')}
          </button>
        )}
      </For>
      <Show when={props.items === null || props.items.length === 0}>
        <p class="co-spelling-none">{props.items === null ? text.unavailable : text.none}</p>
      </Show>
      <div class="co-spelling-own" role="group">
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          class="menu-item"
          onClick={() => act(({ word }) => setWord(props.doc, word, true))}
        >
          {text.add}
        </button>
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          class="menu-item"
          onClick={() => act(({ word }) => ignoreWord(view, word))}
        >
          {text.ignore}
        </button>
      </div>
    </div>
  )
}

export default SpellingMenu
