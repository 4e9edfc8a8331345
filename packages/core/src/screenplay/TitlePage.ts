import type * as Y from 'yjs'
import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import type { Ids } from '../id/Ids.ts'
import { makeOrderKeys } from '../id/OrderKeys.ts'
import { compare } from './Place.ts'
import { textOf, toRuns } from './Run.ts'
import { runsOf, writeRuns } from './TextRegister.ts'

/** One entry of the title page. Keys are free (`Title`, `Credit`, `Author`, `Draft date`, …); text may have lines. */
export interface TitleEntry {
  readonly key: string
  readonly text: string
}

/** Key → order key; an entry without one is not shown. */
const titleMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('title')

/** Each entry's text is a type of the document's root, so that two writers who add the same key write in one text. */
const titleText = (doc: Y.Doc, key: string): Y.Text => doc.getText(`title:${key}`)

const orderOf = (doc: Y.Doc, key: string): string => {
  const order = titleMap(doc).get(key)
  return typeof order === 'string' ? order : ''
}

const shownKeys = (doc: Y.Doc): string[] =>
  [...titleMap(doc).keys()]
    .filter((key) => orderOf(doc, key) !== '')
    .sort((left, right) => compare(orderOf(doc, left), orderOf(doc, right)) || compare(left, right))

/** The title page, in order. */
export const readTitlePage = (doc: Y.Doc): TitleEntry[] =>
  shownKeys(doc).map((key) => ({ key, text: textOf(runsOf(titleText(doc, key))) }))

/** The text of the first entry with this key in any case, or an empty string. */
export const titleEntry = (doc: Y.Doc, key: string): string =>
  readTitlePage(doc).find((entry) => entry.key.toLowerCase() === key.toLowerCase())?.text ?? ''

/** Makes the title page read as given. Entries no longer there are hidden, their text kept. */
export const setTitlePage = (doc: Y.Doc, entries: readonly TitleEntry[], ids: Ids): void => {
  const keys = makeOrderKeys(ids)
  const shown = shownKeys(doc)
  const wanted = entries.map((entry) => entry.key)
  const inOrder = shown.length <= wanted.length && shown.every((key, i) => wanted[i] === key)
  edit(doc, origins.edit, () => {
    for (const key of shown) if (!wanted.includes(key)) titleMap(doc).set(key, '')
    let order: string | null = null
    entries.forEach(({ key, text }, i) => {
      if (inOrder && i < shown.length) order = orderOf(doc, key)
      else {
        order = keys.between(order, null)
        titleMap(doc).set(key, order)
      }
      writeRuns(titleText(doc, key), toRuns(text))
    })
  })
}
