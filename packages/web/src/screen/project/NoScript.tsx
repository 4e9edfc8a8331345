import '../frame/Trouble.css'
import { createDocument } from '@coldopen/core/document'
import { addScreenplay, openProject } from '@coldopen/core/project'
import { type ProjectRow, randomIds } from '@coldopen/sync/client'
import { createSignal, Show } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import { Button } from '../../part/Button.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { complain } from '../../runtime/Toasts.ts'
import { projectText } from './projectText.ts'

/** A project without a screenplay: one can be started, by whoever may write. */
export const NoScript = (props: { readonly row: ProjectRow }) => {
  const studio = useStudio()
  const [busy, setBusy] = createSignal(false)
  const may = () => props.row.role === 'owner' || props.row.role === 'editor'
  const start = async () => {
    setBusy(true)
    try {
      const { documents } = await studio.ready()
      const project = await documents.open(props.row.id)
      const script = await documents.create({
        project: props.row.id,
        kind: 'screenplay',
        init: (doc) => createDocument(doc, 'screenplay'),
      })
      addScreenplay(openProject({ doc: project.doc, ids: randomIds }), script.id)
      await Promise.all([project.close(), script.close()])
    } catch (error) {
      complain(errorLine(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section class="trouble">
      <h2 class="display">{projectText.noScript}</h2>
      <Show when={may()}>
        <div class="trouble-acts">
          <Button look="main" disabled={busy()} onClick={() => void start()}>
            {projectText.startScript}
          </Button>
        </div>
      </Show>
    </section>
  )
}
