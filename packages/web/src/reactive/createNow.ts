import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** The time in ms, renewed every half minute: for texts such as "3 minutes ago". */
export const createNow = (): Accessor<number> => {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), 30_000)
  onCleanup(() => clearInterval(timer))
  return now
}
