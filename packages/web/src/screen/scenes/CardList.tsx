import type { DocumentSession } from '@coldopen/sync/client'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, For, Show } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import { clock } from '../../message/when.ts'
import { Button } from '../../part/Button.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { complain, say } from '../../runtime/Toasts.ts'
import { type Board, makeBoard } from './makeBoard.ts'
import type { SceneScript } from './CardSource.tsx'
import { SceneCardView } from './SceneCardView.tsx'
import { scenesText } from './scenesText.ts'

interface CardListProps {
  readonly session: DocumentSession
  readonly scenes: readonly string[]
  readonly writable: boolean
  /** Seconds of all scenes together. */
  readonly duration: number
  readonly script: SceneScript | null
  /** The card that the address names: it takes the focus. */
  readonly opened: string | null
}

/** The cards in order, with what makes, moves and removes them. */
export const CardList = (props: CardListProps) => {
  const studio = useStudio()
  const [fresh, setFresh] = createSignal<string | null>(null)
  const [said, setSaid] = createSignal('')
  let made: Board | null = null
  const board = async () => (made ??= makeBoard(await studio.ready(), props.session))
  const attempt = async (act: (board: Board) => void | Promise<void>) => {
    try {
      await act(await board())
    } catch (error) {
      complain(errorLine(error))
    }
  }
  const add = () => attempt(async (one) => void setFresh(await one.add()))
  const move = (scene: string, to: number) =>
    attempt((one) => {
      const place = one.move(scene, to)
      if (place !== null) setSaid(scenesText.moved(place + 1, props.scenes.length))
    })
  const remove = (scene: string, number: number) =>
    attempt((one) => {
      one.remove(scene)
      say(scenesText.removed(number), {
        label: scenesText.undo,
        run: () => void attempt((other) => other.restore(scene)),
      })
    })

  return (
    <section class="board" aria-labelledby="board-heading">
      <header class="board-head">
        <div>
          <h2 id="board-heading" class="title">
            {scenesText.heading}
          </h2>
          <Show when={props.scenes.length > 0}>
            <p class="small soft">{scenesText.total(props.scenes.length, clock(props.duration))}</p>
          </Show>
        </div>
        <Show when={props.writable}>
          <Button look="main" onClick={() => void add()}>
            <Plus size={16} />
            {scenesText.add}
          </Button>
        </Show>
      </header>
      <Show
        when={props.scenes.length > 0}
        fallback={
          <div class="board-empty">
            <p>{scenesText.empty}</p>
            <p class="soft">{props.writable ? scenesText.emptyText : scenesText.emptyReading}</p>
          </div>
        }
      >
        <ol class="cards" aria-label={scenesText.list}>
          <For each={props.scenes}>
            {(scene, at) => (
              <SceneCardView
                scene={scene}
                at={at()}
                writable={props.writable}
                fresh={fresh() === scene || (fresh() === null && props.opened === scene)}
                script={props.script}
                move={(moved, to) => void move(moved, to)}
                remove={() => void remove(scene, at() + 1)}
              />
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
