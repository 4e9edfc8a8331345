import { type Accessor, createSignal } from 'solid-js'

/** One passing message; `act` is the way back (undo, cancel) while it shows. Bad news stays until it is dismissed. */
export interface Toast {
  readonly id: number
  readonly text: string | Accessor<string>
  readonly bad: boolean
  /** It stays until whoever said it takes it away. */
  readonly lasting: boolean
  readonly act: { readonly label: string; run(): void } | null
}

const most = 3
let last = 0
const [toasts, setToasts] = createSignal<readonly Toast[]>([])

export { toasts }

/** Takes a message away. */
export const dismiss = (id: number): void => {
  setToasts((shown) => shown.filter((toast) => toast.id !== id))
}

/** Says something in passing; the newest three are kept. */
export const say = (text: string, act: Toast['act'] = null): void => {
  last += 1
  const toast: Toast = { id: last, text, bad: false, lasting: false, act }
  setToasts((shown) => [...shown, toast].slice(-most))
}

/** Says what went wrong; it stays until the writer dismisses it. */
export const complain = (text: string): void => {
  last += 1
  const toast: Toast = { id: last, text, bad: true, lasting: true, act: null }
  setToasts((shown) => [...shown, toast].slice(-most))
}

/** Says how far a work is, with the way to stop it. Returns how to take the message away when it is over. */
export const sayWorking = (text: Accessor<string>, act: Toast['act']): (() => void) => {
  last += 1
  const toast: Toast = { id: last, text, bad: false, lasting: true, act }
  setToasts((shown) => [...shown, toast].slice(-most))
  return () => dismiss(toast.id)
}
