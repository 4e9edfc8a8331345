import { Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { Dialog } from '../../part/Dialog.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { createExport } from './createExport.ts'
import { frameText } from './frameText.ts'

interface SignOutDialogProps {
  readonly unsynced: number
  readonly stay: () => void
  readonly leave: () => void
}

/** Says what is not on the server yet before the writer signs out, and takes it out as a file. */
const SignOutDialog = (props: SignOutDialogProps) => {
  const studio = useStudio()
  const { busy, run } = createExport(studio)
  return (
    <Dialog title={frameText.signOutTitle} close={props.stay}>
      <p>{frameText.signOutUnsynced(props.unsynced)}</p>
      <Show when={studio.device().refused.size > 0}>
        <p>
          <strong>{frameText.signOutUnsaved}</strong>
        </p>
      </Show>
      <div class="dialog-acts">
        <Button look="bare" onClick={() => props.leave()}>
          {frameText.signOutAnyway}
        </Button>
        <Button disabled={busy()} onClick={() => void run()}>
          {busy() ? frameText.exporting : frameText.export}
        </Button>
        <Button look="main" onClick={() => props.stay()}>
          {frameText.stay}
        </Button>
      </div>
    </Dialog>
  )
}

export default SignOutDialog
