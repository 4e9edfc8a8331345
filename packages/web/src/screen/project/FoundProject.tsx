import type { ProjectRow } from '@coldopen/sync/client'
import { Show } from 'solid-js'
import { useStudio } from '../../runtime/Studio.ts'
import { Frame } from '../frame/Frame.tsx'
import { OpenFailure } from '../frame/OpenFailure.tsx'
import { MissingProject } from './MissingProject.tsx'
import { ProjectDesk } from './ProjectDesk.tsx'
import { projectText } from './projectText.ts'

/** The desk of the project an address names; or that it is being opened, could not be, or is not there. */
export const FoundProject = (props: { readonly row: ProjectRow | undefined }) => {
  const studio = useStudio()
  return (
    <Show
      when={props.row}
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
