import type { BlockId } from '../id/Id.ts'
import type { DisplayIndex } from './DisplayIndex.ts'
import { longestRun } from './LongestRun.ts'
import { compare, type Place } from './Place.ts'
import { compareSegments, type Segment } from './Segment.ts'

/** A block with the place it has, hidden ones included; null for a block that is yet to be made. */
export interface Placed {
  readonly id: BlockId
  readonly place: Place | null
}

interface Spot {
  readonly segment: Segment
  readonly place: Place
  readonly id: BlockId
}

const compareSpots = (left: Spot, right: Spot): number =>
  compareSegments(left.segment, right.segment) ||
  compare(left.place.position, right.place.position) ||
  compare(left.id, right.id)

/** Two blocks at one position leave no room between them, so only the first of them keeps it. */
const follows = (left: Spot, right: Spot): boolean =>
  compareSpots(left, right) < 0 &&
  (left.segment !== right.segment || left.place.position !== right.place.position)

/**
 * Which of `blocks`, to be shown in this order between two neighbours, may keep the place they have: as many as
 * possible. The others need a new one.
 */
export const keepPlaces = (
  index: DisplayIndex,
  blocks: readonly Placed[],
  previous: Placed | null,
  next: Placed | null,
): Set<number> => {
  const spot = (placed: Placed | null): Spot | null =>
    placed?.place
      ? { segment: index.segmentAt(placed.place), place: placed.place, id: placed.id }
      : null
  const [low, high] = [spot(previous), spot(next)]
  return longestRun(
    blocks.map((block) => {
      const at = spot(block)
      if (at === null || (low && !follows(low, at)) || (high && !follows(at, high))) return null
      return at
    }),
    follows,
  )
}
