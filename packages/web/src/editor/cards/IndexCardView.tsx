import { A } from '@solidjs/router'
import ArrowRight from 'lucide-solid/icons/arrow-right'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import GripVertical from 'lucide-solid/icons/grip-vertical'
import { createEffect, createSignal, onCleanup, Show } from 'solid-js'
import { MoreGlyph } from '../../part/glyphs.tsx'
import { IconButton } from '../../part/IconButton.tsx'
import { Menu, type MenuItem } from '../../part/Menu.tsx'
import { TextField } from '../../screen/scenes/TextField.tsx'
import { editorText } from '../editorText.ts'
import { type SceneColour, sceneColours } from '../navigator/SceneColour.ts'
import { type DropEdge, makeSceneDrag } from '../navigator/sceneDrag.ts'
import { cardsText } from './cardsText.ts'
import type { IndexCard } from './IndexCard.ts'
import type { ProductionCards } from './ProductionCards.ts'

interface IndexCardViewProps {
  readonly card: IndexCard
  /** Place of the scene in the editor's document, from 0. */
  readonly index: number
  readonly number: string
  /** In eighths of a page; empty before the pages are laid out. */
  readonly length: string
  readonly editable: boolean
  /** Just made here: its heading takes the focus. */
  readonly fresh: boolean
  readonly production: ProductionCards | null
  readonly onOpen: () => void
  readonly onHeading: (text: string) => void
  readonly onSynopsis: (text: string) => void
  readonly onAdd: () => void
  readonly onMark: (colour: SceneColour | null) => void
  readonly onStep: (by: -1 | 1) => void
  readonly onDrop: (from: number, to: number) => void
}

const steps: { readonly [key: string]: -1 | 1 } = {
  ArrowUp: -1,
  ArrowLeft: -1,
  ArrowDown: 1,
  ArrowRight: 1,
}

/** One index card: what the scene is called, what happens in it, who speaks, how long it is. */
export const IndexCardView = (props: IndexCardViewProps) => {
  const [edge, setEdge] = createSignal<DropEdge | null>(null)
  const [dragging, setDragging] = createSignal(false)
  const [handle, setHandle] = createSignal<HTMLElement | null>(null)
  const [heading, setHeading] = createSignal<HTMLElement | null>(null)
  let card!: HTMLLIElement
  let synopsis!: HTMLElement

  createEffect(() => {
    const grip = handle()
    onCleanup(
      makeSceneDrag({
        element: card,
        ...(grip === null ? {} : { handle: grip }),
        across: true,
        index: () => props.index,
        canDrag: () => props.editable && grip !== null,
        onEdge: setEdge,
        onDragging: setDragging,
        onDrop: (from, to) => props.onDrop(from, to),
      }),
    )
  })
  createEffect(() => {
    if (props.fresh) heading()?.focus()
  })
  const step = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    props.onStep(by)
  }
  /** A heading is one line: Return goes on to the synopsis. */
  const onHeadingKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    synopsis.focus()
  }
  const address = () => props.production?.addressOf(props.card.id) ?? null
  const items = (): readonly MenuItem[] => {
    const { production, card } = props
    if (!props.editable) return [{ label: cardsText.goHere, run: props.onOpen }]
    const making = { label: cardsText.makeProduction, run: () => production?.make(card.id) }
    return [
      { label: cardsText.goHere, run: props.onOpen },
      { label: cardsText.addAfter, run: props.onAdd },
      { label: cardsText.earlier, run: () => props.onStep(-1) },
      { label: cardsText.later, run: () => props.onStep(1) },
      ...(production === null || address() !== null ? [] : [making]),
      ...sceneColours.map((colour) => ({
        label: cardsText.mark(editorText.sceneColour[colour]),
        run: () => props.onMark(colour),
      })),
      ...(card.colour === null ? [] : [{ label: cardsText.unmark, run: () => props.onMark(null) }]),
    ]
  }

  return (
    <li
      ref={card}
      class="co-card"
      data-scene={props.card.id}
      data-colour={props.card.colour}
      data-edge={edge()}
      data-dragging={dragging() || undefined}
      aria-label={cardsText.card(
        props.number,
        props.card.heading.trim() || editorText.untitledScene,
      )}
    >
      <div class="co-card-top">
        <Show when={props.editable}>
          <IconButton
            ref={setHandle}
            class="co-card-handle"
            label={cardsText.move(props.number)}
            onKeyDown={step}
          >
            <GripVertical size={16} />
          </IconButton>
        </Show>
        <span class="co-card-number script">{props.number}</span>
        <Show when={props.card.colour}>
          {(colour) => <span class="sr-only">{editorText.sceneColour[colour()]}</span>}
        </Show>
        <span class="co-card-length" title={editorText.lengthHint}>
          <Show when={props.length !== ''}>
            <span class="sr-only">{editorText.lengthHint}: </span>
            {props.length}
          </Show>
        </span>
        <IconButton label={cardsText.go(props.number)} onClick={() => props.onOpen()}>
          <ArrowRight size={16} />
        </IconButton>
        <Menu label={cardsText.more(props.number)} button={<MoreGlyph />} items={items()} />
      </div>
      <div class="co-card-heading" on:keydown={onHeadingKey}>
        <TextField
          ref={setHeading}
          label={cardsText.heading(props.number)}
          placeholder={cardsText.headingHint}
          value={props.card.heading}
          readOnly={!props.editable}
          change={(text) => props.onHeading(text.replaceAll('\n', ' '))}
        />
      </div>
      <div class="co-card-synopsis">
        <TextField
          ref={(field) => (synopsis = field)}
          label={cardsText.synopsis(props.number)}
          placeholder={cardsText.synopsisHint}
          value={props.card.synopsis}
          readOnly={!props.editable}
          change={props.onSynopsis}
        />
      </div>
      <div class="co-card-foot">
        <span class="co-card-speakers" title={cardsText.speakers}>
          {props.card.speakers.join(', ')}
        </span>
        <Show when={address()}>
          {(href) => (
            <A
              class="co-card-production"
              href={href()}
              aria-label={cardsText.openProduction(props.number)}
            >
              <Clapperboard size={14} aria-hidden="true" />
              {cardsText.production}
            </A>
          )}
        </Show>
      </div>
    </li>
  )
}
