import './Trouble.css'
import { createSignal } from 'solid-js'
import { detailOf } from '../../message/errorText.ts'
import { Button } from '../../part/Button.tsx'
import { createTitle } from '../../reactive/createTitle.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { troubleText } from './troubleText.ts'

/** A screen failed: the work is safe, and can be taken out before anything else is tried. */
export const CrashScreen = (props: { readonly error: unknown; readonly reset: () => void }) => {
  const studio = useStudio()
  const [said, setSaid] = createSignal('')
  createTitle(() => troubleText.crashTitle)

  const takeOut = async () => {
    setSaid(troubleText.exporting)
    try {
      const { exportWork } = await import('../../runtime/exportWork.ts')
      const missing = await exportWork(await studio.ready(), studio.projects())
      setSaid(missing > 0 ? troubleText.exportedPart : troubleText.exported)
    } catch {
      setSaid(troubleText.exportFailed)
    }
  }
  return (
    <main class="page">
      <section class="trouble" role="alert">
        <h1 class="display">{troubleText.crash}</h1>
        <p class="lead">{troubleText.crashNext}</p>
        <div class="trouble-acts">
          <Button look="main" onClick={() => void takeOut()}>
            {troubleText.export}
          </Button>
          <Button onClick={() => props.reset()}>{troubleText.tryAgain}</Button>
          <Button onClick={() => location.reload()}>{troubleText.reload}</Button>
        </div>
        <p role="status">{said()}</p>
        <details>
          <summary>{troubleText.details}</summary>
          <pre>{detailOf(props.error)}</pre>
        </details>
      </section>
    </main>
  )
}
