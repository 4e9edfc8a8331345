import type * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { compare, isSegmentId, segmentStart } from './Place.ts'
import { birthsMap, orderRegister, placeRegister, segmentsMap, visibleBlocks } from './Registers.ts'

/** Sorts after every order key: for a segment whose registers have not arrived. */
export const lastOrder = '~~'

interface Cut {
  readonly start: string
  readonly order: string
  readonly id: string
}

const cutsOf = (doc: Y.Doc): Map<string, Cut[]> => {
  const cuts = new Map<string, Cut[]>()
  for (const id of new Set([...segmentsMap(doc).keys(), ...birthsMap(doc).keys()])) {
    const order = orderRegister(doc, id)
    if (order === undefined || !isSegmentId(id)) continue
    const { space, position } = segmentStart(id)
    cuts.set(space, [...(cuts.get(space) ?? []), { start: position, order, id }])
  }
  return cuts
}

/** The visible blocks of a script in order, computed from the registers alone. */
export const displayOrder = (doc: Y.Doc): BlockId[] => {
  const cuts = cutsOf(doc)
  const rows = visibleBlocks(doc).map(([id, registers]) => {
    const { space, position } = placeRegister(registers)
    let segment: Cut = { start: '', order: lastOrder, id: space }
    for (const cut of cuts.get(space) ?? []) {
      if (cut.start <= position && cut.start >= segment.start) segment = cut
    }
    return { id, position, segment }
  })
  rows.sort(
    (left, right) =>
      compare(left.segment.order, right.segment.order) ||
      compare(left.segment.id, right.segment.id) ||
      compare(left.position, right.position) ||
      compare(left.id, right.id),
  )
  return rows.map((row) => row.id)
}
