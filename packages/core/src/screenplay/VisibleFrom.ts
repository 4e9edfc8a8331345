import type { BlockId } from '../id/Id.ts'
import type { DisplayIndex } from './DisplayIndex.ts'
import type { Place } from './Place.ts'
import { compareEntries, compareSegments, placeIn } from './Segment.ts'

/** The visible blocks from a place on, in order: the block itself first where it is visible. */
export function* visibleFrom(
  index: DisplayIndex,
  id: BlockId,
  place: Place,
): Generator<BlockId, void> {
  const { segments } = index
  const first = index.segmentAt(place)
  let at = placeIn(first.entries, { id, position: place.position }, compareEntries)
  for (let i = placeIn(segments, first, compareSegments); i < segments.length; i += 1) {
    const { entries } = segments[i]!
    for (; at < entries.length; at += 1) yield entries[at]!.id
    at = 0
  }
}
