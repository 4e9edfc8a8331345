import { A } from '@solidjs/router'
import { projectText } from './projectText.ts'

/** The two views of a project; the address says which one shows. */
export const ProjectTabs = (props: { readonly project: string; readonly onScenes: boolean }) => (
  <nav class="tabs" aria-label={projectText.tabs}>
    <A
      href={`/project/${props.project}`}
      class="tab"
      aria-current={props.onScenes ? undefined : 'page'}
      end
    >
      {projectText.script}
    </A>
    <A
      href={`/project/${props.project}/scenes`}
      class="tab"
      aria-current={props.onScenes ? 'page' : undefined}
    >
      {projectText.scenes}
    </A>
  </nav>
)
