import './navigator.css'
import type { BlockId } from '@coldopen/core/id'
import type { Node } from 'prosemirror-model'
import {
  createEffect,
  createMemo,
  createSelector,
  createSignal,
  For,
  type JSX,
  on,
  Show,
} from 'solid-js'
import { createRows } from './createRows.ts'
import type { PeopleByScene, ScenePerson } from './peopleByScene.ts'
import { createSettled } from '../createSettled.ts'
import { editorText } from '../editorText.ts'
import type { SceneLengths } from '../createScriptFacts.ts'
import type { SceneCard } from './SceneCard.ts'
import { filteredScenes, filterWords } from './sceneFilter.ts'
import { OmittedRows } from './OmittedRows.tsx'
import type { LockState } from '../numbers/lockPlugin.ts'
import { SceneFilter } from './SceneFilter.tsx'
import { moveBefore, moveByOne, type SceneMove } from './SceneMove.ts'
import { SceneRow } from './SceneRow.tsx'

interface SceneNavigatorProps {
  readonly doc: Node | null
  readonly cards: readonly SceneCard[]
  /** Index of the scene with the caret. */
  readonly current: number
  /** Others, by the id of the scene they are in. */
  readonly people: PeopleByScene
  /** In eighths of a page, by the scene's id. */
  readonly lengths: SceneLengths
  readonly locks: LockState
  readonly movable: boolean
  /** What stands over the list. */
  readonly head?: JSX.Element
  readonly onJump: (index: number) => void
  readonly onMove: (move: SceneMove) => void
}

const nobody: readonly ScenePerson[] = []
const nothing: readonly string[] = []

/** The list of scenes: jumps to one, moves one by drag or with Alt+Up and Alt+Down. */
export const SceneNavigator = (props: SceneNavigatorProps) => {
  const [said, setSaid] = createSignal('')
  const [typed, setTyped] = createSignal('')
  const kept = createMemo(() =>
    typed() === '' || props.doc === null ? null : filteredScenes(props.doc, filterWords(typed())),
  )
  const movable = () => props.movable && kept() === null
  const isCurrent = createSelector(() => props.current)
  let list: HTMLOListElement | undefined

  const buttons = () => [
    ...(list?.querySelectorAll<HTMLElement>('.co-row:not([hidden]) .co-row-button') ?? []),
  ]
  const rows = createRows(() => props.cards)
  const unnumbered = createSettled(() => (props.cards[0]?.numbered === false ? 1 : 0), 0)
  const numberOf = (id: string, index: number): string =>
    props.locks.numbers?.get(id as BlockId) ?? String(index + 1 - unnumbered())
  const omitted = createMemo(() => {
    const above = new Map<string | null, readonly string[]>()
    for (const { before, number } of kept() === null ? props.locks.omitted : [])
      above.set(before, [...(above.get(before) ?? []), number])
    return above
  })
  const some = createSettled(() => props.cards.some(({ numbered }) => numbered), false)
  const move = (what: SceneMove | null) => {
    if (what === null) return
    const card = props.cards.find(({ id }) => id === what.head)
    props.onMove(what)
    const heading = card?.heading.trim() || editorText.untitledScene
    setSaid(editorText.sceneMoved(heading, what.place, props.cards.length - unnumbered()))
    queueMicrotask(() => list?.querySelector<HTMLElement>(`[data-scene="${what.head}"]`)?.focus())
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (direction === null) return
    const all = buttons()
    const at = all.findIndex((button) => button === document.activeElement)
    if (at < 0) return
    event.preventDefault()
    if (!event.altKey) all[at + direction]?.focus()
    else if (movable()) move(moveByOne(props.cards, at, direction))
  }

  createEffect(
    on(
      () => props.current,
      (current) => {
        if (list?.contains(document.activeElement) === true) return
        const row = list?.children[current]
        const box = list?.parentElement
        if (!row || !box || row.clientHeight === 0) return
        const { top, bottom } = row.getBoundingClientRect()
        const frame = box.getBoundingClientRect()
        if (top < frame.top) box.scrollTop -= frame.top - top + 8
        else if (bottom > frame.bottom) box.scrollTop += bottom - frame.bottom + 8
      },
      { defer: true },
    ),
  )

  return (
    <nav class="co-navigator" aria-label={editorText.scenes}>
      {props.head}
      <Show when={some()} fallback={<p class="co-no-scenes">{editorText.noScenes}</p>}>
        <SceneFilter
          doc={props.doc}
          value={typed()}
          onInput={setTyped}
          left={kept()?.size ?? null}
        />
        <ol ref={list} class="co-rows" role="list" on:keydown={onKeyDown}>
          <For each={rows()}>
            {(row, index) => (
              <SceneRow
                card={row.card()}
                index={index()}
                number={row.card().numbered ? numberOf(row.id, index()) : null}
                omitted={omitted().get(row.id) ?? nothing}
                current={isCurrent(index())}
                hidden={kept()?.has(row.id) === false}
                length={props.lengths.get(row.card().numbered ? row.id : null) ?? ''}
                people={props.people.get(row.id) ?? nobody}
                movable={movable()}
                onJump={() => props.onJump(index())}
                onDrop={(from, to) => move(moveBefore(props.cards, from, to))}
              />
            )}
          </For>
        </ol>
        <OmittedRows numbers={omitted().get(null) ?? nothing} />
        <Show when={props.movable}>
          <p class="sr-only">{editorText.moveHint}</p>
        </Show>
      </Show>
      <p class="sr-only" role="status">
        {said()}
      </p>
    </nav>
  )
}
