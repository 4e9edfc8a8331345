import type * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { lastOrder } from './DisplayOrder.ts'
import { compare, isSegmentId, type Place, segmentStart } from './Place.ts'
import {
  birthsMap,
  blocksMap,
  isHidden,
  orderRegister,
  placeRegister,
  registersOf,
  segmentsMap,
} from './Registers.ts'
import {
  compareEntries,
  compareSegments,
  type Entry,
  insertSorted,
  placeIn,
  removeSorted,
  type Segment,
} from './Segment.ts'

const byStart = (left: Segment, right: Segment): number => compare(left.start, right.start)

/**
 * Display order, kept up to date register by register: a changed block costs a binary search, a moved segment one
 * splice, whatever the length of the script. Always equals `displayOrder`.
 */
export class DisplayIndex {
  readonly #doc: Y.Doc
  readonly #ordered: Segment[] = []
  readonly #spaces = new Map<string, Segment[]>()
  readonly #shown = new Map<BlockId, Place>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
    for (const id of birthsMap(doc).keys()) this.refreshSegment(id)
    for (const id of segmentsMap(doc).keys()) this.refreshSegment(id)
    for (const id of blocksMap(doc).keys()) this.refreshBlock(id as BlockId)
  }

  /** Segments in display order, those without a visible block included. */
  get segments(): readonly Segment[] {
    return this.#ordered
  }

  has(id: BlockId): boolean {
    return this.#shown.has(id)
  }

  /** The place of a visible block. */
  placeOf(id: BlockId): Place | undefined {
    return this.#shown.get(id)
  }

  get size(): number {
    return this.#shown.size
  }

  /** The visible blocks in order. */
  order(): BlockId[] {
    const ids: BlockId[] = []
    for (const segment of this.#ordered) for (const entry of segment.entries) ids.push(entry.id)
    return ids
  }

  /** The segment that a place lies in; a space without registers gets one at the very end. */
  segmentAt(place: Place): Segment {
    const cuts = this.#space(place.space)
    let low = 1
    let high = cuts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((cuts[middle]?.start ?? '') <= place.position) low = middle + 1
      else high = middle
    }
    return cuts[low - 1] ?? this.#add(place.space, '', lastOrder)
  }

  /** Where a segment ends in its space: the start of the next one, or null at the end of the space. */
  endOf(segment: Segment): string | null {
    const cuts = this.#space(segment.space)
    return cuts[cuts.indexOf(segment) + 1]?.start ?? null
  }

  /** The visible block `step` places after this one; before, when negative. */
  neighbour(id: BlockId, step: 1 | -1): BlockId | null {
    const place = this.#shown.get(id)
    if (place === undefined) return null
    const segment = this.segmentAt(place)
    const at = placeIn(segment.entries, { id, position: place.position }, compareEntries) + step
    const inside = segment.entries[at]
    if (inside !== undefined) return inside.id
    let next = placeIn(this.#ordered, segment, compareSegments) + step
    for (; this.#ordered[next] !== undefined; next += step) {
      const found = this.#ordered[next]?.entries.at(step === 1 ? 0 : -1)
      if (found !== undefined) return found.id
    }
    return null
  }

  first(): BlockId | null {
    return this.#ordered.find((segment) => segment.entries.length > 0)?.entries[0]?.id ?? null
  }

  last(): BlockId | null {
    return (
      this.#ordered.findLast((segment) => segment.entries.length > 0)?.entries.at(-1)?.id ?? null
    )
  }

  /** Reads a block's registers again. True when it appeared, went or moved. */
  refreshBlock(id: BlockId): boolean {
    const registers = registersOf(this.#doc, id)
    const now =
      registers === undefined || isHidden(registers) ? undefined : placeRegister(registers)
    const was = this.#shown.get(id)
    if (was?.space === now?.space && was?.position === now?.position) return false
    if (was !== undefined) {
      const entry: Entry = { id, position: was.position }
      removeSorted(this.segmentAt(was).entries, entry, compareEntries)
      this.#shown.delete(id)
    }
    if (now !== undefined) {
      const entry: Entry = { id, position: now.position }
      insertSorted(this.segmentAt(now).entries, entry, compareEntries)
      this.#shown.set(id, now)
    }
    return true
  }

  /** Reads a segment's order registers again. True when it appeared, went or moved. */
  refreshSegment(id: string): boolean {
    if (!isSegmentId(id)) return false
    const order = orderRegister(this.#doc, id)
    const { space, position } = segmentStart(id)
    const known = this.#space(space).find((segment) => segment.start === position)
    if (known === undefined) {
      if (order === undefined) return false
      this.#add(space, position, order)
      return true
    }
    if (order === undefined && position !== '') {
      this.#remove(known)
      return true
    }
    const next = order ?? lastOrder
    if (known.order === next) return false
    removeSorted(this.#ordered, known, compareSegments)
    known.order = next
    insertSorted(this.#ordered, known, compareSegments)
    return true
  }

  #space(name: string): Segment[] {
    const known = this.#spaces.get(name)
    if (known !== undefined) return known
    const space: Segment[] = []
    this.#spaces.set(name, space)
    this.#add(name, '', lastOrder)
    return space
  }

  /** Cuts a space; the new segment takes over the blocks behind the cut. */
  #add(space: string, start: string, order: string): Segment {
    const id = start === '' ? space : `${space}|${start}`
    const segment: Segment = { id, space, start, order, entries: [] }
    if (start !== '') {
      const before = this.segmentAt({ space, position: start })
      segment.entries = before.entries.filter((entry) => entry.position >= start)
      before.entries = before.entries.filter((entry) => entry.position < start)
    }
    insertSorted(this.#space(space), segment, byStart)
    insertSorted(this.#ordered, segment, compareSegments)
    return segment
  }

  #remove(segment: Segment): void {
    removeSorted(this.#space(segment.space), segment, byStart)
    removeSorted(this.#ordered, segment, compareSegments)
    this.segmentAt({ space: segment.space, position: segment.start }).entries.push(
      ...segment.entries,
    )
  }
}
