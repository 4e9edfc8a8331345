import { useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { useStudio } from '../../runtime/Studio.ts'
import { Frame } from '../frame/Frame.tsx'
import { MissingProject } from './MissingProject.tsx'
import { ProjectDesk } from './ProjectDesk.tsx'
import { projectText } from './projectText.ts'

/** `/script/:document`: a project found by its screenplay. */
const ScriptScreen = () => {
  const studio = useStudio()
  const params = useParams<{ document: string }>()
  const row = () => studio.projects().find((one) => one.screenplay === params.document)
  return (
    <Show
      when={row()}
      fallback={
        <Frame>
          <Show when={studio.client()} fallback={<p class="soft">{projectText.opening}</p>}>
            <MissingProject />
          </Show>
        </Frame>
      }
    >
      {(found) => <ProjectDesk row={found()} />}
    </Show>
  )
}

export default ScriptScreen
