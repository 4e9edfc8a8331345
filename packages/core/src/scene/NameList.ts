import type * as Y from 'yjs'
import type { OrderKeys } from '../id/OrderKeys.ts'

/** The lists of a scene card. */
export type NameListName = 'characters' | 'props'

/** The longest name and the longest list that are read: beyond, it is no name and no list a person made. */
const longestName = 200
const longestList = 1000

/** Name → order key, empty when taken out. Two writers who add the same name share one entry. */
export const nameMap = (doc: Y.Doc, list: NameListName): Y.Map<unknown> => doc.getMap(list)

/** The names in order; whatever else another program left there is passed over. */
export const readNames = (doc: Y.Doc, list: NameListName): string[] => {
  const found: [key: string, name: string][] = []
  for (const [name, key] of nameMap(doc, list).entries())
    if (typeof key === 'string' && key !== '' && name !== '' && name.length <= longestName)
      found.push([key, name.toWellFormed()])
  return found
    .toSorted(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1))
    .slice(0, longestList)
    .map(([, name]) => name)
}

/** Makes a list read as given, inside a transaction of the caller. Names that stay in order keep their place. */
export const writeNames = (
  doc: Y.Doc,
  list: NameListName,
  names: readonly string[],
  keys: OrderKeys,
): void => {
  const map = nameMap(doc, list)
  const wanted = [...new Set(names.map((name) => name.trim().slice(0, longestName).toWellFormed()))]
  const shown = readNames(doc, list)
  for (const name of shown) if (!wanted.includes(name)) map.set(name, '')
  let last: string | null = null
  for (const name of wanted.filter((name) => name !== '').slice(0, longestList)) {
    const key = map.get(name)
    if (typeof key === 'string' && key !== '' && (last === null || key > last)) {
      last = key
      continue
    }
    last = keys.between(last, null)
    map.set(name, last)
  }
}
