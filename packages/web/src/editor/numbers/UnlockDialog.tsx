import { Button } from '../../part/Button.tsx'
import { Dialog } from '../../part/Dialog.tsx'
import { lockText } from './lockText.ts'

interface UnlockDialogProps {
  readonly title: string
  /** What the writer loses. */
  readonly warning: string
  readonly onUnlock: () => void
  readonly onClose: () => void
}

/** Asks before something that was locked is unlocked. */
export const UnlockDialog = (props: UnlockDialogProps) => (
  <Dialog title={props.title} close={props.onClose}>
    <p>{props.warning}</p>
    <div class="dialog-acts">
      <Button
        look="bare"
        onClick={() => {
          props.onUnlock()
          props.onClose()
        }}
      >
        {lockText.unlock}
      </Button>
      <Button look="main" onClick={() => props.onClose()}>
        {lockText.keep}
      </Button>
    </div>
  </Dialog>
)
