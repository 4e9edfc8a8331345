import { readTitlePage, type TitleEntry } from '@coldopen/core/screenplay'
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type * as Y from 'yjs'

const same = (a: readonly TitleEntry[], b: readonly TitleEntry[]): boolean =>
  a.length === b.length && a.every(({ key, text }, i) => b[i]?.key === key && b[i].text === text)

/** The title page of a document; it changes only when what it says changes. */
export const createTitlePage = (doc: Y.Doc): Accessor<readonly TitleEntry[]> => {
  const [entries, setEntries] = createSignal<readonly TitleEntry[]>(readTitlePage(doc), {
    equals: same,
  })
  const changed = (transaction: Y.Transaction) => {
    if (transaction.changed.size > 0) setEntries(readTitlePage(doc))
  }
  doc.on('afterTransaction', changed)
  onCleanup(() => doc.off('afterTransaction', changed))
  return entries
}
