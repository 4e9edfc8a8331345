import * as Y from 'yjs'

/** The ordered sets of documents a project refers to. */
export type ShelfName = 'screenplays' | 'cards'

/** A document a project refers to. */
export interface ShelfEntry {
  readonly document: string
  /** Taken off the shelf; the document and its place are kept. */
  readonly hidden: boolean
  /** When it was hidden, ISO 8601; null while shown, or when nobody said. */
  readonly hiddenAt: string | null
}

/** Document id → registers: `a` place (an order key), `a0` birth place, `x` hidden, `at` when it was hidden. */
export const shelfMap = (doc: Y.Doc, shelf: ShelfName): Y.Map<unknown> => doc.getMap(shelf)

export const entryRegisters = (
  doc: Y.Doc,
  shelf: ShelfName,
  document: string,
): Y.Map<unknown> | undefined => {
  const registers = shelfMap(doc, shelf).get(document)
  return registers instanceof Y.Map ? registers : undefined
}

// Reading is total: undo and concurrent writers can leave any key undefined, and other programs anything in it.

const isoTime = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/

/** A point in time, ISO 8601, as a database takes it; null for anything else. */
export const asTime = (value: unknown): string | null => {
  if (typeof value !== 'string' || !isoTime.test(value)) return null
  const time = Date.parse(value)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

export const placeOf = (registers: Y.Map<unknown>): string => {
  const place = registers.get('a') ?? registers.get('a0')
  return typeof place === 'string' ? place : ''
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** Everything on a shelf in order, hidden entries included. */
export const readShelf = (doc: Y.Doc, shelf: ShelfName): ShelfEntry[] => {
  const found: (ShelfEntry & { readonly place: string })[] = []
  for (const [document, registers] of shelfMap(doc, shelf).entries()) {
    if (!(registers instanceof Y.Map)) continue
    const hidden = Boolean(registers.get('x'))
    const hiddenAt = hidden ? asTime(registers.get('at')) : null
    found.push({ document, hidden, hiddenAt, place: placeOf(registers) })
  }
  return found
    .toSorted((a, b) => compare(a.place, b.place) || compare(a.document, b.document))
    .map(({ document, hidden, hiddenAt }) => ({ document, hidden, hiddenAt }))
}
