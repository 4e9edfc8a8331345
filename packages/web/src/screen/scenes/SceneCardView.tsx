import GripVertical from 'lucide-solid/icons/grip-vertical'
import X from 'lucide-solid/icons/x'
import { createEffect, createSignal, Match, onCleanup, Show, Switch } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import { IconButton } from '../../part/IconButton.tsx'
import { createSession } from '../../reactive/createSession.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { type CardEdge, makeCardDrag } from './cardDrag.ts'
import { CardSource, type SceneScript } from './CardSource.tsx'
import { SceneFields } from './SceneFields.tsx'
import { scenesText } from './scenesText.ts'

interface SceneCardViewProps {
  readonly scene: string
  /** Place in the order, from 0. */
  readonly at: number
  readonly writable: boolean
  /** Just made here, or named by the address: its prompt takes the focus. */
  readonly fresh: boolean
  readonly script: SceneScript | null
  readonly move: (scene: string, to: number) => void
  readonly remove: () => void
}

/** One scene card: dragged by its handle or moved with the handle's arrow keys, and its fields. */
export const SceneCardView = (props: SceneCardViewProps) => {
  const studio = useStudio()
  const scene = createSession(studio.client, () => props.scene)
  const [dragging, setDragging] = createSignal(false)
  const [edge, setEdge] = createSignal<CardEdge | null>(null)
  const [handle, setHandle] = createSignal<HTMLElement | null>(null)
  let card!: HTMLLIElement

  createEffect(() => {
    const grip = handle()
    if (grip === null || !props.writable) return
    onCleanup(
      makeCardDrag({
        card,
        handle: grip,
        scene: props.scene,
        dragging: setDragging,
        edge: setEdge,
        dropped: (moved, at) => props.move(moved, at === 'top' ? props.at : props.at + 1),
      }),
    )
  })
  const step = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    props.move(props.scene, event.key === 'ArrowUp' ? props.at - 1 : props.at + 2)
    queueMicrotask(() => handle()?.focus())
  }

  return (
    <li
      ref={card}
      class="card"
      data-scene={props.scene}
      data-edge={edge()}
      data-dragging={dragging() || undefined}
      aria-label={scenesText.card(props.at + 1)}
    >
      <div class="card-side">
        <Show when={props.writable}>
          <IconButton
            ref={setHandle}
            class="card-handle"
            label={scenesText.move(props.at + 1)}
            onKeyDown={step}
          >
            <GripVertical size={16} />
          </IconButton>
        </Show>
        <span class="card-number script">{props.at + 1}</span>
      </div>
      <Switch fallback={<p class="soft small card-wait">{scenesText.opening}</p>}>
        <Match when={scene.error()}>
          {(error) => (
            <p class="card-wait">
              {scenesText.openFailed} {errorLine(error())}
            </p>
          )}
        </Match>
        <Match when={scene.session()} keyed>
          {(session) => (
            <div class="card-body">
              <CardSource session={session} script={props.script} />
              <SceneFields
                session={session}
                number={props.at + 1}
                writable={props.writable}
                fresh={props.fresh}
              />
            </div>
          )}
        </Match>
      </Switch>
      <Show when={props.writable}>
        <IconButton
          class="card-remove"
          label={scenesText.remove(props.at + 1)}
          onClick={() => props.remove()}
        >
          <X size={16} />
        </IconButton>
      </Show>
    </li>
  )
}
