import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import type { BlockId } from '../id/Id.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { formatPlace } from './Place.ts'
import { birthsMap, segmentsMap } from './Registers.ts'
import type { Script } from './Script.ts'
import type { Segment } from './Segment.ts'

/** Blocks that stand one after the other, and the block after them. */
export interface BlockRun {
  readonly blocks: readonly BlockId[]
  readonly next: BlockId | null
}

const segmentOf = (script: Script, id: BlockId): Segment => {
  const place = script.index.placeOf(id)
  if (place === undefined) throw new NoSuchBlock({ id })
  return script.index.segmentAt(place)
}

/**
 * The order key a segment is born with when a place is cut out of another: right behind that one's key, and behind
 * those of its earlier cuts. `!` sorts before every character of an order key.
 */
const birthKey = (script: Script, segment: Segment, position: string): string => {
  const moved = typeof segmentsMap(script.doc).get(segment.id) === 'string'
  const root =
    moved || segment.start === ''
      ? segment.order
      : segment.order.slice(0, segment.order.lastIndexOf('!'))
  return `${root}!${position}`
}

/** Makes each block the first of a segment. Idempotent and alike for all: the segment's id is the place of the cut. */
const cutAt = (script: Script, blocks: readonly BlockId[]): void => {
  const cuts = blocks.filter((id) => segmentOf(script, id).entries[0]?.id !== id)
  if (cuts.length === 0) return
  edit(script.doc, origins.scaffold, () => {
    for (const id of cuts) {
      const place = script.index.placeOf(id)
      if (place === undefined) continue
      const key = birthKey(script, segmentOf(script, id), place.position)
      birthsMap(script.doc).set(formatPlace(place), key)
    }
  })
}

/** Moves a run before another block, or to the end of the script: one register for each segment it has. */
export const moveRun = (script: Script, run: BlockRun, before: BlockId | null): void => {
  const { blocks, next } = run
  if (before === next || (before !== null && blocks.includes(before))) return
  cutAt(
    script,
    [blocks[0], next, before].filter((id) => id !== null && id !== undefined),
  )
  const moving = new Set(blocks.map((id) => segmentOf(script, id)))
  const rest = script.index.segments.filter((segment) => !moving.has(segment))
  const target = before === null ? rest.length : rest.indexOf(segmentOf(script, before))
  const orders = script.keys.run(
    moving.size,
    rest[target - 1]?.order ?? null,
    rest[target]?.order ?? null,
  )
  edit(script.doc, origins.edit, () => {
    let i = 0
    for (const segment of script.index.segments) {
      if (moving.has(segment)) segmentsMap(script.doc).set(segment.id, orders[i++])
    }
  })
}
