/**
 * Where a block stands: a position in a space. A space is a line of positions of its own (one per scene at import);
 * segments are stretches of a space, and display order is segments by order key, then positions, then ids.
 */
export interface Place {
  readonly space: string
  readonly position: string
}

/** The place of a block whose registers hold none: shown at the very end rather than not at all. */
export const nowhere: Place = { space: '', position: '' }

export const formatPlace = (place: Place): string => `${place.space}|${place.position}`

export const parsePlace = (value: unknown): Place | null => {
  if (typeof value !== 'string') return null
  const bar = value.indexOf('|')
  return bar < 0 ? null : { space: value.slice(0, bar), position: value.slice(bar + 1) }
}

/** False for a key of the segment maps that names no segment: a cut without a position. */
export const isSegmentId = (id: string): boolean => parsePlace(id)?.position !== ''

/** Where a segment begins. A segment's id is its space, or, where a space was cut, the place of the cut. */
export const segmentStart = (id: string): Place => parsePlace(id) ?? { space: id, position: '' }

export const compare = (left: string, right: string): number =>
  left < right ? -1 : left > right ? 1 : 0
