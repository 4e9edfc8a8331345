import { hiddenWork, type HiddenBlock } from '@coldopen/core/screenplay'
import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type * as Y from 'yjs'
import { makeThrottle } from '../timing/Throttle.ts'

/** Shortest time between two looks at the hidden lines, in ms: a look reads every hidden line. */
const interval = 1000

/**
 * Lines that were taken out of the script while someone wrote in them. Looked for at opening and after changes by
 * others, and after `look` — never while this writer types.
 */
export const createLostLines = (
  doc: Y.Doc,
): { readonly lines: Accessor<readonly HiddenBlock[]>; readonly look: () => void } => {
  const read = () => hiddenWork(doc).filter(({ edited }) => edited)
  const [lines, setLines] = createSignal<readonly HiddenBlock[]>(read())
  const throttle = makeThrottle(interval, () => setLines(read()))
  const changed = (transaction: Y.Transaction) => {
    if (!transaction.local && transaction.changed.size > 0) throttle.request()
  }
  doc.on('afterTransaction', changed)
  onCleanup(() => {
    doc.off('afterTransaction', changed)
    throttle.cancel()
  })
  return { lines, look: () => setLines(read()) }
}
