import { useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { useStudio } from '../../runtime/Studio.ts'
import { Frame } from '../frame/Frame.tsx'
import { OpenFailure } from '../frame/OpenFailure.tsx'
import { MissingProject } from './MissingProject.tsx'
import { ProjectDesk } from './ProjectDesk.tsx'
import { projectText } from './projectText.ts'

/** `/project/:id`: one project, its script and its scenes. */
const ProjectScreen = () => {
  const studio = useStudio()
  const params = useParams<{ id: string }>()
  const row = () => studio.projects().find((one) => one.id === params.id)
  return (
    <Show
      when={row()}
      fallback={
        <Frame>
          <Show when={studio.failure()}>{(error) => <OpenFailure error={error()} />}</Show>
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

export default ProjectScreen
