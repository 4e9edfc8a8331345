import type { ProjectRow } from '@coldopen/sync/client'
import { For, Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { Dialog } from '../../part/Dialog.tsx'
import { createStanding } from '../../reactive/createStanding.ts'
import { unsyncedRows } from '../../runtime/unsyncedRows.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { createExport } from './createExport.ts'
import { frameText } from './frameText.ts'

interface SignOutDialogProps {
  readonly unsynced: number
  readonly stay: () => void
  readonly leave: () => void
}

const UnsyncedScript = (props: { readonly row: ProjectRow }) => {
  const standing = createStanding(useStudio(), () => props.row)
  return (
    <Show when={standing().pending > 0}>
      <li>{frameText.signOutScript(props.row.title || frameText.untitled, standing().pending)}</li>
    </Show>
  )
}

/** Says what is not on the server yet before the writer signs out, and takes it out as a file. */
const SignOutDialog = (props: SignOutDialogProps) => {
  const studio = useStudio()
  const { busy, run } = createExport(studio)
  return (
    <Dialog title={frameText.signOutTitle} close={props.stay} wide>
      <p>{frameText.signOutUnsynced(props.unsynced)}</p>
      <ul class="sign-out-scripts small">
        <For each={unsyncedRows(studio.projects(), studio.device())}>
          {(row) => <UnsyncedScript row={row} />}
        </For>
      </ul>
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
