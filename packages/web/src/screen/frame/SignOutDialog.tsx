import { Button } from '../../part/Button.tsx'
import { Dialog } from '../../part/Dialog.tsx'
import { frameText } from './frameText.ts'

interface SignOutDialogProps {
  readonly unsynced: number
  readonly stay: () => void
  readonly leave: () => void
}

/** Says what is not on the server yet before the writer signs out. */
const SignOutDialog = (props: SignOutDialogProps) => (
  <Dialog title={frameText.signOutTitle} close={props.stay}>
    <p>{frameText.signOutUnsynced(props.unsynced)}</p>
    <div class="dialog-acts">
      <Button look="bare" onClick={() => props.leave()}>
        {frameText.signOutAnyway}
      </Button>
      <Button look="main" onClick={() => props.stay()}>
        {frameText.stay}
      </Button>
    </div>
  </Dialog>
)

export default SignOutDialog
