import type { DocumentSession, SyncState } from '@coldopen/sync/client'
import { Button } from '../../part/Button.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { createExport } from '../frame/createExport.ts'
import { projectText } from './projectText.ts'

/** Says that changes of a script the reader may not write any more are on this device only, and takes them out. */
export const UnsentNotice = (props: {
  readonly session: DocumentSession
  readonly state: SyncState
}) => {
  const studio = useStudio()
  const taking = createExport(studio, () =>
    studio.projects().filter(({ id }) => id === props.session.project),
  )
  return (
    <>
      <p>{projectText.unsent(props.state.pending)}</p>
      <Button disabled={taking.busy()} onClick={() => void taking.run()}>
        {taking.busy() ? projectText.exporting : projectText.exportScript}
      </Button>
    </>
  )
}
