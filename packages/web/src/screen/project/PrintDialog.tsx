import './Print.css'
import type { ProjectRow } from '@coldopen/sync/client'
import { createSignal } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { Dialog } from '../../part/Dialog.tsx'
import type { PrintWish } from '../../runtime/printScript.ts'
import { printText } from './printText.ts'

interface PrintDialogProps {
  readonly row: ProjectRow
  readonly print: (wish: PrintWish) => void
  readonly close: () => void
}

/** How a script is printed: with scene numbers, and for whom. */
const PrintDialog = (props: PrintDialogProps) => {
  const [names, setNames] = createSignal('')
  const [numbered, setNumbered] = createSignal(false)
  const readers = () =>
    names()
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== '')
  const print = (to: PrintWish['to']) => {
    props.print({ readers: readers(), numbered: numbered(), to })
    props.close()
  }
  return (
    <Dialog title={printText.title(props.row.title)} close={props.close}>
      <label class="print-option">
        <input
          type="checkbox"
          checked={numbered()}
          onChange={(event) => setNumbered(event.currentTarget.checked)}
        />
        <span>
          {printText.numbers}
          <span class="small soft print-hint">{printText.numbersHint}</span>
        </span>
      </label>
      <label class="print-readers">
        <span>{printText.readers}</span>
        <textarea
          rows={3}
          value={names()}
          placeholder={printText.readersExample}
          onInput={(event) => setNames(event.currentTarget.value)}
        />
        <span class="small soft">{printText.readersHint}</span>
      </label>
      <div class="dialog-acts">
        <Button disabled={readers().length > 1} onClick={() => print('printer')}>
          {printText.print}
        </Button>
        <Button look="main" onClick={() => print('file')}>
          {readers().length > 1 ? printText.saveAll(readers().length) : printText.save}
        </Button>
      </div>
    </Dialog>
  )
}

export default PrintDialog
