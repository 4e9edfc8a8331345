import '../frame/Trouble.css'
import type { ProjectRow } from '@coldopen/sync/client'
import { Show } from 'solid-js'
import { detailOf, errorLine } from '../../message/errorText.ts'
import { Button } from '../../part/Button.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { complain } from '../../runtime/Toasts.ts'
import { projectText } from './projectText.ts'

interface DeskFailureProps {
  readonly row: ProjectRow
  readonly what: string
  readonly error: unknown
  readonly reset?: () => void
}

/** A script that cannot be shown: why, what to do, and its export. */
export const DeskFailure = (props: DeskFailureProps) => {
  const studio = useStudio()
  /** Documents open from the local copy: only one that was never here needs the server. */
  const offline = () =>
    typeof props.error === 'object' &&
    props.error !== null &&
    '_tag' in props.error &&
    props.error._tag === 'Offline'
  const takeOut = async () => {
    try {
      const { exportWork } = await import('../../runtime/exportWork.ts')
      await exportWork(await studio.ready(), [props.row])
    } catch (error) {
      complain(errorLine(error))
    }
  }
  return (
    <section class="trouble" role="alert">
      <h2 class="display">{props.what}</h2>
      <p class="lead">{offline() ? projectText.notHereYet : errorLine(props.error)}</p>
      <div class="trouble-acts">
        <Show when={props.reset}>
          {(reset) => (
            <Button look="main" onClick={() => reset()()}>
              {projectText.tryAgain}
            </Button>
          )}
        </Show>
        <Button onClick={() => void takeOut()}>{projectText.export}</Button>
        <Button onClick={() => location.reload()}>{projectText.reload}</Button>
      </div>
      <Show when={detailOf(props.error)}>{(detail) => <pre>{detail()}</pre>}</Show>
    </section>
  )
}
