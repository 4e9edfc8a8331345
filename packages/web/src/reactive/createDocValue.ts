import { type Accessor, createComputed, createSignal, onCleanup } from 'solid-js'
import type * as Y from 'yjs'

/** A value read from a document, read again after every transaction that changed anything in it. */
export const createDocValue = <A>(doc: Accessor<Y.Doc>, read: (doc: Y.Doc) => A): Accessor<A> => {
  const first = doc()
  const [value, setValue] = createSignal(read(first))
  createComputed(() => {
    const current = doc()
    const changed = (transaction: Y.Transaction) => {
      if (transaction.changed.size > 0) setValue(() => read(current))
    }
    current.on('afterTransaction', changed)
    onCleanup(() => current.off('afterTransaction', changed))
    setValue(() => read(current))
  })
  return value
}
