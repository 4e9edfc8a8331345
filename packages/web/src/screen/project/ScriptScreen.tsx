import { useParams } from '@solidjs/router'
import { useStudio } from '../../runtime/Studio.ts'
import { FoundProject } from './FoundProject.tsx'

/** `/script/:document`: a project found by its screenplay. */
const ScriptScreen = () => {
  const studio = useStudio()
  const params = useParams<{ document: string }>()
  return <FoundProject row={studio.projects().find((row) => row.screenplay === params.document)} />
}

export default ScriptScreen
