import * as Y from 'yjs'

/** One change of a text, left to right: keep, insert, or delete so many UTF-16 units. An embedded object counts one. */
export type TextChange = readonly (
  | { readonly keep: number }
  | { readonly insert: number }
  | { readonly delete: number }
)[]

/**
 * How a transaction changed a text, marks left out. Yjs' own `event.delta` must not be used: reading it deletes
 * redundant marks, on this replica only, and replicas drift apart.
 */
export const textChangeOf = (event: Y.YTextEvent): TextChange => {
  const parts: { keep: number; insert: number; delete: number }[] = []
  const add = (kind: 'keep' | 'insert' | 'delete', length: number): void => {
    const last = parts.at(-1)
    if (last !== undefined && last[kind] > 0) last[kind] += length
    else parts.push({ keep: 0, insert: 0, delete: 0, [kind]: length })
  }
  for (let item = event.target._start; item !== null; item = item.right) {
    if (!item.countable && !(item.content instanceof Y.ContentDeleted)) continue
    if (event.adds(item)) {
      if (!item.deleted) add('insert', item.length)
    } else if (event.deletes(item)) {
      if (item.countable) add('delete', item.length)
    } else if (!item.deleted) add('keep', item.length)
  }
  if ((parts.at(-1)?.keep ?? 0) > 0) parts.pop()
  return parts.map((part) =>
    part.keep > 0
      ? { keep: part.keep }
      : part.insert > 0
        ? { insert: part.insert }
        : { delete: part.delete },
  )
}
