import { lazy, Show, Suspense } from 'solid-js'
import { navigatorList } from '../../runtime/viewSettings.ts'
import type { ScriptFacts } from '../createScriptFacts.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { outlineText } from '../outline/outlineText.ts'
import { NavigatorSwitch } from './NavigatorSwitch.tsx'
import { SceneNavigator } from './SceneNavigator.tsx'

const Outline = lazy(() => import('../outline/Outline.tsx'))

interface NavigatorProps {
  readonly doc: OpenEditor['view']['state']['doc'] | null
  readonly facts: ScriptFacts
  readonly movable: boolean
  readonly binding: () => OpenEditor['binding'] | null
  readonly onJump: (index: number) => void
  readonly onJumpTo: (id: string) => void
}

/** What stands beside the script: its scenes, or its outline. */
export const Navigator = (props: NavigatorProps) => {
  const { facts } = props
  return (
    <Show
      when={navigatorList.value() === 'outline'}
      fallback={
        <SceneNavigator
          doc={props.doc}
          cards={facts.cards()}
          current={facts.sceneIndex()}
          people={facts.people()}
          lengths={facts.lengths()}
          locks={facts.locks()}
          movable={props.movable}
          head={<NavigatorSwitch />}
          onJump={props.onJump}
          onMove={({ head, before }) => props.binding()?.moveScene(head, before)}
        />
      }
    >
      <nav class="co-navigator" aria-label={outlineText.outline}>
        <NavigatorSwitch />
        <Suspense>
          <Outline
            doc={props.doc}
            scenes={facts.cards()}
            current={facts.sceneIndex()}
            movable={props.movable}
            onJump={props.onJumpTo}
            onMove={({ head, before }) => props.binding()?.moveScene(head, before)}
            onMoveSection={({ section, before }) => props.binding()?.moveSection(section, before)}
          />
        </Suspense>
      </nav>
    </Show>
  )
}
