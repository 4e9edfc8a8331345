import './Project.css'
import { useLocation } from '@solidjs/router'
import type { ProjectRow } from '@coldopen/sync/client'
import { lazy, Show, Suspense } from 'solid-js'
import { createSession } from '../../reactive/createSession.ts'
import { createTitle } from '../../reactive/createTitle.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { Frame } from '../frame/Frame.tsx'
import { People } from './People.tsx'
import { ProjectTabs } from './ProjectTabs.tsx'
import { ProjectTitle } from './ProjectTitle.tsx'
import { projectText } from './projectText.ts'
import { ScriptDesk } from './ScriptDesk.tsx'
import { ScriptMenu } from './ScriptMenu.tsx'
import { ShareButton } from './ShareButton.tsx'

const SceneBoard = lazy(() => import('../scenes/SceneBoard.tsx'))

/** The desk of one project: its bar, and under it the script or the scenes. */
export const ProjectDesk = (props: { readonly row: ProjectRow }) => {
  const studio = useStudio()
  const location = useLocation()
  const script = createSession(studio.client, () => props.row.screenplay)
  const onScenes = () => location.pathname.endsWith('/scenes')
  createTitle(() => projectText.documentTitle(props.row.title))

  return (
    <Frame
      class="desk"
      middle={
        <>
          <ProjectTitle row={props.row} />
          <ProjectTabs project={props.row.id} onScenes={onScenes()} />
        </>
      }
      tools={
        <>
          <People session={script.session()} />
          <ShareButton row={props.row} />
          <Show when={script.session()} keyed>
            {(session) => <ScriptMenu row={props.row} session={session} />}
          </Show>
        </>
      }
    >
      <Suspense fallback={<p class="soft opening">{projectText.opening}</p>}>
        <Show
          when={onScenes()}
          fallback={
            <ScriptDesk
              row={props.row}
              session={script.session()}
              error={script.error()}
              goTo={new URLSearchParams(location.search).get('scene')}
            />
          }
        >
          <SceneBoard row={props.row} script={script.session()} />
        </Show>
      </Suspense>
    </Frame>
  )
}
