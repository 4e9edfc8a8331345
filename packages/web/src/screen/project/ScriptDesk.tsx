import type { DocumentSession, ProjectRow } from '@coldopen/sync/client'
import { ErrorBoundary, lazy, Match, Suspense, Switch } from 'solid-js'
import { useStudio } from '../../runtime/Studio.ts'
import { createProductionCards } from '../scenes/createProductionCards.ts'
import { DeskFailure } from './DeskFailure.tsx'
import { NoScript } from './NoScript.tsx'
import { projectText } from './projectText.ts'
import { ReadingNotice } from './ReadingNotice.tsx'

const ScreenplayEditor = lazy(async () => ({
  default: (await import('../../editor/ScreenplayEditor.tsx')).ScreenplayEditor,
}))

interface ScriptDeskProps {
  readonly row: ProjectRow
  readonly session: DocumentSession | null
  readonly error: unknown
  /** The scene the address names, by its heading's id. */
  readonly goTo: string | null
}

/** The script of a project: the editor, or what stands in its way. A broken editor leaves the rest of the desk alone. */
export const ScriptDesk = (props: ScriptDeskProps) => {
  const studio = useStudio()
  return (
    <Switch fallback={<p class="soft opening">{projectText.opening}</p>}>
      <Match when={studio.client() && props.row.screenplay === null}>
        <NoScript row={props.row} />
      </Match>
      <Match when={props.error}>
        <DeskFailure row={props.row} what={projectText.openFailed} error={props.error} />
      </Match>
      <Match when={props.session} keyed>
        {(session) => (
          <ErrorBoundary
            fallback={(error: unknown, reset) => (
              <DeskFailure
                row={props.row}
                what={projectText.editorFailed}
                error={error}
                reset={reset}
              />
            )}
          >
            <ReadingNotice session={session} />
            <Suspense fallback={<p class="soft opening">{projectText.opening}</p>}>
              <ScreenplayEditor
                session={session}
                account={studio.account()}
                goTo={props.goTo}
                production={() => createProductionCards(studio.client, props.row)}
                members={async () => (await studio.ready()).members.list(props.row.id)}
              />
            </Suspense>
          </ErrorBoundary>
        )}
      </Match>
      <Match when={studio.failure()}>
        {(error) => <DeskFailure row={props.row} what={projectText.openFailed} error={error()} />}
      </Match>
    </Switch>
  )
}
