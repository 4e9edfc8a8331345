import { useParams } from '@solidjs/router'
import { useStudio } from '../../runtime/Studio.ts'
import { FoundProject } from './FoundProject.tsx'

/** `/project/:id`: one project, its script and its scenes. */
const ProjectScreen = () => {
  const studio = useStudio()
  const params = useParams<{ id: string }>()
  return <FoundProject row={studio.projects().find(({ id }) => id === params.id)} />
}

export default ProjectScreen
