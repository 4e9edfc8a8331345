import type { EditorState } from 'prosemirror-state'
import { createEffect, createMemo, lazy, Show, Suspense } from 'solid-js'
import { spelling } from '../../runtime/viewSettings.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { chooseSpelling } from './spellingPlugin.ts'
import { spellingOf } from './spellingState.ts'

const SpellingMenu = lazy(() => import('./SpellingMenu.tsx'))

interface SpellingProps {
  readonly editor: OpenEditor
  readonly state: EditorState | null
  readonly editable: boolean
}

/** The spelling check of a script: by whom, as this device chose, and the suggestions that were asked for. */
export const Spelling = (props: SpellingProps) => {
  const { view, binding } = props.editor
  createEffect(() => chooseSpelling(view, props.editable ? spelling.value() : 'off'))
  const isAsked = createMemo(() => props.state !== null && spellingOf(props.state).menu !== null)
  return (
    <Show when={isAsked()}>
      <Suspense>
        <SpellingMenu view={view} state={props.state ?? view.state} doc={binding.script.doc} />
      </Suspense>
    </Show>
  )
}
