import './cards.css'
import type { BlockId } from '@coldopen/core/id'
import Plus from 'lucide-solid/icons/plus'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { findBlock } from '../binding/FindBlock.ts'
import type { SceneLengths } from '../createScriptFacts.ts'
import { createSettled } from '../createSettled.ts'
import { editorText } from '../editorText.ts'
import { createRows } from '../navigator/createRows.ts'
import type { SceneCard } from '../navigator/SceneCard.ts'
import { markScene, type SceneColour } from '../navigator/SceneColour.ts'
import { moveBefore, moveByOne, type SceneMove } from '../navigator/SceneMove.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { cardsText } from './cardsText.ts'
import { type IndexCard, indexCards } from './IndexCard.ts'
import { IndexCardView } from './IndexCardView.tsx'
import type { ProductionCards } from './ProductionCards.ts'

interface IndexCardsProps {
  readonly editor: OpenEditor
  /** The editor's document as it is now. */
  readonly doc: OpenEditor['view']['state']['doc']
  /** The scenes as the navigator has them. */
  readonly scenes: readonly SceneCard[]
  /** In eighths of a page, by the scene's id. */
  readonly lengths: SceneLengths
  /** Locked numbers, by the scene's heading. */
  readonly numbers: ReadonlyMap<BlockId, string> | null
  readonly editable: boolean
  /** The scene whose card is brought into view first. */
  readonly current: number
  /** Made once, when the cards are shown. */
  readonly production: (() => ProductionCards) | undefined
  readonly onOpen: (index: number) => void
}

/** The scenes of the script as a grid of cards: written on, put in another order, made, and opened in the script. */
const IndexCards = (props: IndexCardsProps) => {
  const { binding, view } = props.editor
  const production = props.production?.() ?? null
  const [said, setSaid] = createSignal('')
  const [fresh, setFresh] = createSignal<string | null>(null)
  const cards = createSettled<readonly IndexCard[]>((before) => indexCards(props.doc, before), [])
  const some = createSettled(() => props.scenes.some(({ numbered }) => numbered), false)
  const rows = createRows(cards)
  const lead = createSettled(() => (cards()[0]?.numbered === false ? 1 : 0), 0)
  const total = () => cards().length - lead()
  const numberOf = ({ id, number }: IndexCard, index: number): string =>
    props.numbers?.get(id as BlockId) ?? (number || String(index + 1 - lead()))
  let list: HTMLOListElement | undefined

  const move = (what: SceneMove | null) => {
    if (what === null) return
    const heading = cards()
      .find(({ id }) => id === what.head)
      ?.heading.trim()
    binding.moveScene(what.head, what.before)
    setSaid(editorText.sceneMoved(heading || editorText.untitledScene, what.place, total()))
    queueMicrotask(() =>
      list?.querySelector<HTMLElement>(`[data-scene="${what.head}"] .co-card-handle`)?.focus(),
    )
  }
  const add = (after: string | null) => setFresh(binding.addScene(after))
  const mark = (id: string, colour: SceneColour | null) => {
    const found = findBlock(view.state.doc, id)
    const { tr } = view.state
    if (found !== null && markScene(tr, found.position - 1, colour)) view.dispatch(tr)
  }
  createEffect(
    on(some, () => {
      const at = props.current - lead()
      if (at > 0) list?.children[at]?.scrollIntoView({ block: 'center' })
      else scrollTo({ top: 0 })
    }),
  )

  return (
    <section class="co-cards" aria-labelledby="co-cards-title">
      <header class="co-cards-head">
        <h2 id="co-cards-title" class="title">
          {cardsText.title}
        </h2>
        <Show when={some()}>
          <span class="small soft">{cardsText.count(total())}</span>
        </Show>
        <Show when={props.editable}>
          <Button class="co-cards-add" onClick={() => add(null)}>
            <Plus size={16} />
            {cardsText.add}
          </Button>
        </Show>
      </header>
      <Show
        when={some()}
        fallback={
          <div class="co-cards-empty">
            <p>{cardsText.empty}</p>
            <p class="soft">{props.editable ? cardsText.emptyText : cardsText.emptyReading}</p>
          </div>
        }
      >
        <ol ref={list} class="co-cards-grid" aria-label={cardsText.list}>
          <For each={rows()}>
            {(row, index) => (
              <Show when={row.card().numbered}>
                <IndexCardView
                  card={row.card()}
                  index={index()}
                  number={numberOf(row.card(), index())}
                  length={props.lengths.get(row.id) ?? ''}
                  editable={props.editable}
                  fresh={fresh() === row.id}
                  production={production}
                  onOpen={() => props.onOpen(index())}
                  onHeading={(text) => binding.setText(row.id, text)}
                  onSynopsis={(text) => binding.setSynopsis(row.id, text)}
                  onAdd={() => add(row.id)}
                  onMark={(colour) => mark(row.id, colour)}
                  onStep={(by) => move(moveByOne(props.scenes, index(), by))}
                  onDrop={(from, to) => move(moveBefore(props.scenes, from, to))}
                />
              </Show>
            )}
          </For>
        </ol>
      </Show>
      <p class="sr-only" role="status">
        {said()}
      </p>
    </section>
  )
}

export default IndexCards
