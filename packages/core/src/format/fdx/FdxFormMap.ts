import type * as Y from 'yjs'
import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import { sameEntries } from '../fountain/TitlePage.ts'
import type { FdxForm } from './FdxScript.ts'

/** What an imported file had around its paragraphs; kept so that an export gives the file back. */
const formMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('fdx')

/** Settings and embedded images may be large: each entry stays well below what one event may hold. */
const pieceLength = 100_000

const pieces = (text: string): string[] => {
  const found: string[] = []
  for (let at = 0; at < text.length;) {
    const end = at + pieceLength
    const cut = end < text.length && /[\ud800-\udbff]/u.test(text[end - 1]!) ? end - 1 : end
    found.push(text.slice(at, cut))
    at = cut
  }
  return found
}

export const sameForm = (left: FdxForm | null, right: FdxForm | null): boolean =>
  left === right ||
  (left !== null &&
    right !== null &&
    left.head === right.head &&
    left.tail === right.tail &&
    sameEntries(left.title, right.title))

/** Writes the form, inside a transaction of the caller. */
export const writeFdxForm = (doc: Y.Doc, form: FdxForm): void => {
  const map = formMap(doc)
  for (const part of ['head', 'tail'] as const) {
    const all = pieces(form[part])
    all.forEach((piece, i) => map.set(`${part}${i}`, piece))
    map.set(part, all.length)
  }
  map.set('title', JSON.stringify(form.title))
}

/** The form; null for a script that was not read from such a file, or whose form another program spoilt. */
export const readFdxForm = (doc: Y.Doc): FdxForm | null => {
  const map = formMap(doc)
  const text = (part: 'head' | 'tail'): string | null => {
    const count = map.get(part)
    if (typeof count !== 'number') return null
    const all = Array.from({ length: count }, (_piece, i) => map.get(`${part}${i}`))
    return all.every((piece) => typeof piece === 'string') ? all.join('') : null
  }
  const head = text('head')
  const tail = text('tail')
  const title = entriesOf(map.get('title'))
  return head === null || tail === null || title === null ? null : { head, tail, title }
}

const entriesOf = (json: unknown): TitleEntry[] | null => {
  if (typeof json !== 'string') return null
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) && value.every(isEntry) ? value : null
  } catch {
    return null
  }
}

const isEntry = (value: unknown): value is TitleEntry =>
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  typeof value.key === 'string' &&
  'text' in value &&
  typeof value.text === 'string'
