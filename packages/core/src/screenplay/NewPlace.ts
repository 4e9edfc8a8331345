import type { Place } from './Place.ts'
import type { Script } from './Script.ts'

/** A place that no block has yet, with the birth of the space it lies in when that is new too. */
export interface NewPlace {
  readonly place: Place
  readonly birth: { readonly space: string; readonly order: string } | null
}

const newSpace = (script: Script, below: string | null, above: string | null): NewPlace => {
  const space = script.ids.short()
  const order = script.keys.between(below, above)
  return { place: { space, position: script.keys.between(null, null) }, birth: { space, order } }
}

/** A place right after `left`, and before `right` as far as they share a segment. Null is an end of the script. */
export const newPlace = (script: Script, left: Place | null, right: Place | null): NewPlace => {
  const { index, keys } = script
  if (left !== null) {
    const segment = index.segmentAt(left)
    const shared = right !== null && index.segmentAt(right) === segment
    const end = shared ? right.position : index.endOf(segment)
    const position = keys.between(left.position, end)
    return { place: { space: left.space, position }, birth: null }
  }
  if (right !== null) {
    const segment = index.segmentAt(right)
    if (segment.start === '' || segment.start < right.position) {
      const position = keys.between(segment.start === '' ? null : segment.start, right.position)
      return { place: { space: right.space, position }, birth: null }
    }
    // A cut begins exactly at its first block: what comes before it needs a space of its own.
    const before = index.segments[index.segments.indexOf(segment) - 1]
    return newSpace(script, before?.order ?? null, segment.order)
  }
  return newSpace(script, index.segments.at(-1)?.order ?? null, null)
}
