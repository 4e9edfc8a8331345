import { type Accessor, createComputed, createSignal, onCleanup } from 'solid-js'
import type { Readable } from '@coldopen/sync/client'

/** The engine's `Readable` as a signal. While `source` gives none (the engine is still opening), `otherwise` holds. */
export const createReadable = <A>(
  source: () => Readable<A> | null | undefined,
  otherwise: A,
): Accessor<A> => {
  const [value, setValue] = createSignal(otherwise)
  createComputed(() => {
    const readable = source()
    if (!readable) {
      setValue(() => otherwise)
      return
    }
    onCleanup(readable.subscribe((next) => setValue(() => next)))
    setValue(() => readable.get())
  })
  return value
}
