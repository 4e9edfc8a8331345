import type { Node } from 'prosemirror-model'
import { createSignal, createUniqueId, For } from 'solid-js'
import { editorText } from '../editorText.ts'
import { filterOffers } from './sceneFilter.ts'

interface SceneFilterProps {
  readonly doc: Node | null
  readonly value: string
  readonly onInput: (typed: string) => void
  /** How many scenes are left; null while nothing is filtered. */
  readonly left: number | null
}

/** The field over the scenes: by place, by speaker, inside or outside. What it offers is gathered when it is entered. */
export const SceneFilter = (props: SceneFilterProps) => {
  const id = createUniqueId()
  const [offers, setOffers] = createSignal<readonly string[]>([])
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || props.value === '') return
    event.preventDefault()
    props.onInput('')
  }
  return (
    <div class="co-filter">
      <input
        type="search"
        aria-label={editorText.filterScenes}
        placeholder={editorText.filterScenes}
        title={editorText.filterHint}
        list={id}
        maxLength={200}
        value={props.value}
        onFocus={() => setOffers(props.doc === null ? [] : filterOffers(props.doc))}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        on:keydown={keys}
      />
      <datalist id={id}>
        <For each={offers()}>{(offer) => <option value={offer} />}</For>
      </datalist>
      <p class="co-filter-left" role="status">
        {props.left === null ? '' : editorText.scenesLeft(props.left)}
      </p>
    </div>
  )
}
