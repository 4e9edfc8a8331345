import './outline.css'
import type { OutlineRow } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import { createSettled } from '../createSettled.ts'
import { editorText } from '../editorText.ts'
import { createRows } from '../navigator/createRows.ts'
import type { SceneCard } from '../navigator/SceneCard.ts'
import { moveByOne, type SceneMove } from '../navigator/SceneMove.ts'
import { isFolded, moveSectionBy, noOutline, outlineOf, type SectionMove } from './outlineOf.ts'
import { OutlineItemView } from './OutlineItemView.tsx'
import { outlineText } from './outlineText.ts'

interface OutlineProps {
  readonly doc: Node | null
  readonly scenes: readonly SceneCard[]
  /** Index of the scene with the caret. */
  readonly current: number
  readonly movable: boolean
  /** Goes to a section or a heading. */
  readonly onJump: (id: string) => void
  readonly onMove: (move: SceneMove) => void
  readonly onMoveSection: (move: SectionMove) => void
}

/** Sections, scenes and their synopses as a tree: opened and closed, gone to, moved with Alt+Up and Alt+Down. */
const Outline = (props: OutlineProps) => {
  const [closed, setClosed] = createSignal<ReadonlySet<string>>(new Set())
  const [at, setAt] = createSignal<string | null>(null)
  const [said, setSaid] = createSignal('')
  /** An empty script has a heading to begin with, which is nothing to show. */
  const empty = createSettled(() => props.doc === null || props.scenes.length === 0, true)
  const outline = createSettled(
    (before) => (props.doc === null || empty() ? noOutline : outlineOf(props.doc, before)),
    noOutline,
  )
  const rows = createRows(() => outline().rows)
  const byId = createMemo(() => new Map(outline().rows.map((row) => [row.id, row])))
  const shown = createMemo(() => outline().rows.filter((row) => !isFolded(byId(), closed(), row)))
  const shownIds = createMemo(() => new Set(shown().map(({ id }) => id)))
  const sectioned = createSettled(() => outline().rows.some(({ level }) => level !== null), false)
  const current = () => props.scenes[props.current]?.id ?? null
  /** The row the tree is entered at. */
  const entry = createMemo(() => {
    const ids = shownIds()
    const [wanted, caret] = [at(), current()]
    if (wanted !== null && ids.has(wanted)) return wanted
    if (caret !== null && ids.has(caret)) return caret
    return shown()[0]?.id ?? null
  })
  let tree: HTMLUListElement | undefined

  const focus = (id: string | undefined) => {
    if (id === undefined) return
    setAt(id)
    tree?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus()
  }
  const fold = (id: string, close: boolean) => {
    const next = new Set(closed())
    if (close) next.add(id)
    else next.delete(id)
    setClosed(next)
  }
  const move = (row: OutlineRow, direction: -1 | 1) => {
    if (!props.movable) return
    const title = row.title.trim()
    if (row.level === null) {
      const from = props.scenes.findIndex(({ id }) => id === row.id)
      const what = moveByOne(props.scenes, from, direction)
      if (what === null) return
      props.onMove(what)
      const heading = title || editorText.untitledScene
      const of = props.scenes.filter(({ numbered }) => numbered).length
      setSaid(editorText.sceneMoved(heading, what.place, of))
    } else {
      const what = moveSectionBy(outline().rows, row.id, direction)
      if (what === null) return
      props.onMoveSection(what)
      setSaid(outlineText.sectionMoved(title || outlineText.untitled))
    }
    queueMicrotask(() => focus(row.id))
  }
  const steps = (row: OutlineRow, key: string): string | undefined => {
    const rows = shown()
    const place = rows.findIndex(({ id }) => id === row.id)
    if (key === 'ArrowDown') return rows[place + 1]?.id
    if (key === 'ArrowUp') return rows[place - 1]?.id
    if (key === 'Home') return rows[0]?.id
    if (key === 'End') return rows.at(-1)?.id
    if (key === 'ArrowLeft') return row.parent ?? undefined
    return undefined
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = byId().get(entry() ?? '')
    if (row === undefined || event.ctrlKey || event.metaKey) return
    const { key } = event
    const isClosed = closed().has(row.id)
    if (event.altKey && (key === 'ArrowUp' || key === 'ArrowDown'))
      move(row, key === 'ArrowUp' ? -1 : 1)
    else if (event.altKey) return
    else if (key === 'Enter' || key === ' ') props.onJump(row.id)
    else if (key === 'ArrowLeft' && !row.leaf && !isClosed) fold(row.id, true)
    else if (key === 'ArrowRight' && !row.leaf && isClosed) fold(row.id, false)
    else if (key === 'ArrowRight' && !row.leaf) focus(steps(row, 'ArrowDown'))
    else if (/^(?:Arrow|Home$|End$)/.test(key)) focus(steps(row, key))
    else return
    event.preventDefault()
  }
  createEffect(() => {
    const id = current()
    if (id === null || tree === undefined || tree.contains(document.activeElement)) return
    tree.querySelector(`[data-row="${id}"]`)?.scrollIntoView({ block: 'nearest' })
  })

  return (
    <>
      <Show when={!sectioned()}>
        <div class="co-outline-empty">
          <p>{outlineText.empty}</p>
          <p>{props.movable ? outlineText.emptyText : outlineText.emptyReading}</p>
        </div>
      </Show>
      <Show when={rows().length > 0}>
        <ul
          ref={tree}
          class="co-outline"
          role="tree"
          aria-label={outlineText.outline}
          on:keydown={onKeyDown}
        >
          <For each={rows()}>
            {(row) => (
              <OutlineItemView
                row={row.card()}
                folded={!shownIds().has(row.id)}
                closed={closed().has(row.id)}
                current={current() === row.id}
                entry={entry() === row.id}
                onFocus={() => setAt(row.id)}
                onFold={() => fold(row.id, !closed().has(row.id))}
                onJump={() => props.onJump(row.id)}
              />
            )}
          </For>
        </ul>
        <p class="sr-only">{outlineText.moveHint}</p>
      </Show>
      <p class="sr-only" role="status">
        {said()}
      </p>
    </>
  )
}

export default Outline
