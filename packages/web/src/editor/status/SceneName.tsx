import type { BlockId } from '@coldopen/core/id'
import { Show } from 'solid-js'
import { editorText } from '../editorText.ts'
import type { SceneCard } from '../navigator/SceneCard.ts'

interface SceneNameProps {
  readonly cards: readonly SceneCard[]
  readonly current: number
  /** Locked numbers, by the scene's heading. */
  readonly numbers: ReadonlyMap<BlockId, string> | null
}

/** The caret's scene: its number, how many there are while numbers are not locked, its heading. */
export const SceneName = (props: SceneNameProps) => {
  const card = () => props.cards[props.current]
  const unnumbered = () => (props.cards[0]?.numbered === false ? 1 : 0)
  const name = () => {
    const locked = props.numbers?.get(card()?.id as BlockId)
    return locked === undefined
      ? editorText.scene(props.current + 1 - unnumbered(), props.cards.length - unnumbered())
      : editorText.lockedScene(locked)
  }
  const otherwise = () =>
    props.cards.length > 0 ? editorText.beforeFirstScene : editorText.noScene
  return (
    <span class="co-status-scene">
      <Show when={card()?.numbered} fallback={otherwise()}>
        {name()}
        <span class="co-status-heading">{card()?.heading}</span>
      </Show>
    </span>
  )
}
