import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import type { ScenePerson } from './peopleByScene.ts'
import { editorText } from '../editorText.ts'
import { makeSceneDrag, type DropEdge } from './sceneDrag.ts'
import { OmittedRows } from './OmittedRows.tsx'
import type { SceneCard } from './SceneCard.ts'

interface SceneRowProps {
  readonly card: SceneCard
  readonly index: number
  /** Number of the scene: its place, from 1, or a locked one; null for text before the first heading. */
  readonly number: string | null
  /** Numbers of omitted scenes above it. */
  readonly omitted: readonly string[]
  readonly current: boolean
  /** Filtered out. */
  readonly hidden: boolean
  /** In eighths of a page; empty before the pages are laid out. */
  readonly length: string
  readonly people: readonly ScenePerson[]
  readonly movable: boolean
  readonly onJump: () => void
  readonly onDrop: (from: number, to: number) => void
}

const title = (card: SceneCard): string => {
  if (!card.numbered) return editorText.beforeFirstScene
  return card.heading.trim() === '' ? editorText.untitledScene : card.heading
}

/** One scene of the navigator. */
export const SceneRow = (props: SceneRowProps) => {
  const [edge, setEdge] = createSignal<DropEdge | null>(null)
  const [dragging, setDragging] = createSignal(false)
  let row!: HTMLLIElement
  onMount(() =>
    onCleanup(
      makeSceneDrag({
        element: row,
        index: () => props.index,
        canDrag: () => props.movable && props.card.numbered,
        onEdge: setEdge,
        onDragging: setDragging,
        onDrop: (from, to) => props.onDrop(from, to),
      }),
    ),
  )
  return (
    <li
      ref={row}
      class="co-row"
      hidden={props.hidden}
      data-colour={props.card.colour}
      classList={{
        'co-row-current': props.current,
        'co-row-dragging': dragging(),
        'co-row-before': edge() === 'before',
        'co-row-after': edge() === 'after',
      }}
    >
      <OmittedRows numbers={props.omitted} />
      <button
        type="button"
        class="co-row-button"
        data-scene={props.card.id}
        tabIndex={props.current ? 0 : -1}
        aria-current={props.current ? 'true' : undefined}
        onClick={() => props.onJump()}
      >
        <span class="co-row-number">{props.number}</span>
        <span class="co-row-heading" classList={{ 'co-row-plain': !props.card.numbered }}>
          {title(props.card)}
        </span>
        <span class="co-row-action">{props.card.action}</span>
        <Show when={props.card.colour}>
          {(colour) => <span class="sr-only">{editorText.sceneColour[colour()]}</span>}
        </Show>
        <Show when={props.people.length > 0}>
          <span class="co-row-people">
            <span class="sr-only">
              {editorText.here(props.people.map(({ name }) => name).join(', '))}
            </span>
            <For each={props.people}>
              {({ name, colour }) => (
                <span class="co-face" style={{ '--caret': colour }} title={name} aria-hidden="true">
                  {name.slice(0, 1).toUpperCase()}
                </span>
              )}
            </For>
          </span>
        </Show>
        <Show when={props.length !== ''}>
          <span class="co-row-length" title={editorText.lengthHint}>
            <span class="sr-only">{editorText.lengthHint}: </span>
            {props.length}
          </span>
        </Show>
      </button>
    </li>
  )
}
