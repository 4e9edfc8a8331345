import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { createEffect, createMemo, lazy, Show, Suspense } from 'solid-js'
import type * as Y from 'yjs'
import { spelling } from '../../runtime/viewSettings.ts'
import { chooseSpelling } from './spellingPlugin.ts'
import { spellingOf } from './spellingState.ts'

const SpellingMenu = lazy(() => import('./SpellingMenu.tsx'))

interface SpellingProps {
  readonly view: EditorView
  readonly state: EditorState | null
  readonly doc: Y.Doc
  readonly editable: boolean
}

/** The spelling check of a script: by whom, as this device chose, and the suggestions that were asked for. */
export const Spelling = (props: SpellingProps) => {
  createEffect(() => chooseSpelling(props.view, props.editable ? spelling.value() : 'off'))
  const isAsked = createMemo(() => props.state !== null && spellingOf(props.state).menu !== null)
  return (
    <Show when={isAsked()}>
      <Suspense>
        <SpellingMenu view={props.view} state={props.state ?? props.view.state} doc={props.doc} />
      </Suspense>
    </Show>
  )
}
