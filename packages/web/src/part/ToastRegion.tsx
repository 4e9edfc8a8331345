import './ToastRegion.css'
import { createEffect, createSignal, For, onCleanup, Show } from 'solid-js'
import { catalogue } from '../message/catalogue.ts'
import { dismiss, type Toast, toasts } from '../runtime/Toasts.ts'
import { CloseGlyph } from './glyphs.tsx'
import { IconButton } from './IconButton.tsx'

const messages = catalogue({ en: { region: 'Messages', dismiss: 'Dismiss' } })
const shownFor = 8_000

const ToastLine = (props: { readonly toast: Toast }) => {
  const [held, setHeld] = createSignal(false)
  const text = () => {
    const { text: said } = props.toast
    return typeof said === 'string' ? said : said()
  }
  createEffect(() => {
    if (held() || props.toast.lasting) return
    const timer = setTimeout(() => dismiss(props.toast.id), shownFor)
    onCleanup(() => clearTimeout(timer))
  })
  return (
    <li
      class={props.toast.bad ? 'toast bad' : 'toast'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <span role={props.toast.bad ? 'alert' : 'status'}>{text()}</span>
      <Show when={props.toast.act}>
        {(act) => (
          <button
            type="button"
            class="toast-act"
            onClick={() => {
              dismiss(props.toast.id)
              act().run()
            }}
          >
            {act().label}
          </button>
        )}
      </Show>
      <IconButton label={messages.dismiss} onClick={() => dismiss(props.toast.id)}>
        <CloseGlyph />
      </IconButton>
    </li>
  )
}

/** Where passing messages appear; a message stays while it is pointed at or focused. */
export const ToastRegion = () => (
  <section aria-label={messages.region} class="toasts">
    <ol>
      <For each={toasts()}>{(toast) => <ToastLine toast={toast} />}</For>
    </ol>
  </section>
)
