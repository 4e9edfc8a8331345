import './Dialog.css'
import { Dialog as Kobalte } from '@kobalte/core/dialog'
import X from 'lucide-solid/icons/x'
import { type JSX, onCleanup } from 'solid-js'
import { catalogue } from '../message/catalogue.ts'

const messages = catalogue({ en: { close: 'Close' } })

interface DialogProps {
  readonly title: string
  readonly close: () => void
  /** For a dialog with much to read. */
  readonly wide?: boolean
  readonly children: JSX.Element
}

/**
 * A modal dialog, open as long as it is rendered; Escape and a click outside close it and the focus goes back: to what had
 * it, or to what took its place meanwhile under the same id.
 */
export const Dialog = (props: DialogProps) => {
  const before = document.activeElement
  const giveBack = () => {
    if (!(before instanceof HTMLElement)) return
    const place = before.isConnected ? before : document.getElementById(before.id)
    place?.focus()
  }
  onCleanup(() => setTimeout(giveBack))
  return (
    <Kobalte open onOpenChange={(open) => !open && props.close()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="dialog-overlay" />
        <div class="dialog-stage">
          <Kobalte.Content class="dialog" classList={{ wide: props.wide === true }}>
            <header class="dialog-head">
              <Kobalte.Title class="title">{props.title}</Kobalte.Title>
              <Kobalte.CloseButton class="icon-button" aria-label={messages.close}>
                <X size={18} />
              </Kobalte.CloseButton>
            </header>
            {props.children}
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  )
}
