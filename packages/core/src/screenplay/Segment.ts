import type { BlockId } from '../id/Id.ts'
import { compare } from './Place.ts'

/** A visible block within its segment. */
export interface Entry {
  readonly id: BlockId
  readonly position: string
}

/** A stretch of a space that is shown in one piece: from `start` to the next segment's start in the same space. */
export interface Segment {
  readonly id: string
  readonly space: string
  readonly start: string
  /** Order key among all segments. */
  order: string
  /** Visible blocks, by position, then id. */
  entries: Entry[]
}

export const compareEntries = (left: Entry, right: Entry): number =>
  compare(left.position, right.position) || compare(left.id, right.id)

export const compareSegments = (left: Segment, right: Segment): number =>
  compare(left.order, right.order) || compare(left.id, right.id)

/** Where an item stands in a sorted list, or would stand. */
export const placeIn = <A>(
  list: readonly A[],
  item: A,
  order: (left: A, right: A) => number,
): number => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = list[middle]
    if (at !== undefined && order(at, item) < 0) low = middle + 1
    else high = middle
  }
  return low
}

export const insertSorted = <A>(list: A[], item: A, order: (left: A, right: A) => number): void => {
  list.splice(placeIn(list, item, order), 0, item)
}

export const removeSorted = <A>(list: A[], item: A, order: (left: A, right: A) => number): void => {
  const at = placeIn(list, item, order)
  const found = list[at]
  if (found !== undefined && order(found, item) === 0) list.splice(at, 1)
}
