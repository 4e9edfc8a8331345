import { Show } from 'solid-js'
import { editorText } from '../editorText.ts'
import type { SceneCard } from '../navigator/SceneCard.ts'

interface SceneNameProps {
  readonly cards: readonly SceneCard[]
  readonly current: number
}

/** The caret's scene: its number, how many there are, its heading. */
export const SceneName = (props: SceneNameProps) => {
  const card = () => props.cards[props.current]
  const unnumbered = () => (props.cards[0]?.numbered === false ? 1 : 0)
  const otherwise = () =>
    props.cards.length > 0 ? editorText.beforeFirstScene : editorText.noScene
  return (
    <span class="co-status-scene">
      <Show when={card()?.numbered} fallback={otherwise()}>
        {editorText.scene(props.current + 1 - unnumbered(), props.cards.length - unnumbered())}
        <span class="co-status-heading">{card()?.heading}</span>
      </Show>
    </span>
  )
}
