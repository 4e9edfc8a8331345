import './CannotSave.css'
import { createEffect, on, onCleanup, Show } from 'solid-js'
import { detailOf } from '../../message/errorText.ts'
import { Button } from '../../part/Button.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { say } from '../../runtime/Toasts.ts'
import { unsyncedRows } from '../../runtime/unsyncedRows.ts'
import { createExport } from './createExport.ts'
import { deviceText } from './deviceText.ts'

const isFull = (error: unknown): boolean => /quota/iu.test(detailOf(error))

/** Asks before the window closes; browsers show their own words. */
const warn = (leaving: BeforeUnloadEvent): void => leaving.preventDefault()

/** What is unsaved, why, and the way out of it. */
const Notice = () => {
  const studio = useStudio()
  const { busy, run } = createExport(studio)
  addEventListener('beforeunload', warn)
  onCleanup(() => removeEventListener('beforeunload', warn))
  return (
    <div class="cannot-save" role="alert">
      <p>
        <strong>{deviceText.cannotSave}</strong>{' '}
        <span class="cannot-save-next">
          {isFull(studio.device().error) ? deviceText.full : detailOf(studio.device().error)}{' '}
          {deviceText.cannotSaveNext}
        </span>
      </p>
      <Show when={unsyncedRows(studio.projects(), studio.device()).length > 0}>
        <Button disabled={busy()} onClick={() => void run()}>
          {busy() ? deviceText.exporting : deviceText.export}
        </Button>
      </Show>
    </div>
  )
}

/**
 * The device refuses to save: what was written since is in this window only. It stands in the bar of every screen, does
 * not stop anybody from writing, and goes when everything is on disk.
 */
export const CannotSave = () => {
  const studio = useStudio()
  const refused = () => studio.device().refused.size > 0
  createEffect(
    on(refused, (now, before) => {
      if (before === true && !now && studio.client() !== null) say(deviceText.savedAgain)
    }),
  )
  return (
    <Show when={refused()}>
      <Notice />
    </Show>
  )
}
