import { A } from '@solidjs/router'
import type { NamedScene } from '@coldopen/core/screenplay'
import { readSceneCard } from '@coldopen/core/scene'
import type { DocumentSession } from '@coldopen/sync/client'
import { Match, Show, Switch } from 'solid-js'
import { createDocValue } from '../../reactive/createDocValue.ts'
import { scenesText } from './scenesText.ts'

/** The script that cards name scenes of, as it is now. */
export interface SceneScript {
  readonly project: string
  readonly screenplay: string
  readonly find: (heading: string) => NamedScene
}

interface CardSourceProps {
  readonly session: DocumentSession
  /** Null while the script is not open. */
  readonly script: SceneScript | null
}

/** The scene of the script a card was made from: its heading as it is now, and the way there; or what became of it. */
export const CardSource = (props: CardSourceProps) => {
  const source = createDocValue(
    () => props.session.doc,
    (doc) => readSceneCard(doc).from,
  )
  const found = (): { script: SceneScript; heading: string; scene: NamedScene } | null => {
    const [from, { script }] = [source(), props]
    if (from === null || script === null) return null
    const known = from.screenplay === script.screenplay
    const scene = known ? script.find(from.heading) : ({ state: 'unknown' } as const)
    return { script, heading: from.heading, scene }
  }
  const shown = () => {
    const here = found()
    return here?.scene.state === 'shown' ? { ...here, scene: here.scene } : null
  }
  const removed = () => {
    const scene = found()?.scene
    return scene?.state === 'removed' ? scene : null
  }
  return (
    <Show when={found()}>
      <p class="card-source">
        <Switch fallback={<span class="soft">{scenesText.elsewhere}</span>}>
          <Match when={shown()}>
            {(here) => (
              <A href={`/project/${here().script.project}?scene=${here().heading}`}>
                <span class="sr-only">{scenesText.inScript}: </span>
                <span class="card-source-number">{here().scene.number}</span>
                {here().scene.heading.trim() || scenesText.untitled}
              </A>
            )}
          </Match>
          <Match when={removed()}>
            {(scene) => (
              <span class="card-source-gone">
                {scenesText.gone(scene().heading.trim() || scenesText.untitled)}
              </span>
            )}
          </Match>
        </Switch>
      </p>
    </Show>
  )
}
