import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import type { BlockId } from '../id/Id.ts'
import { isHeading } from './BlockKind.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { formatPlace } from './Place.ts'
import { birthsMap, kindRegister, registersOf, segmentsMap } from './Registers.ts'
import type { Script } from './Script.ts'
import type { Segment } from './Segment.ts'

const isHead = (script: Script, id: BlockId): boolean => {
  const registers = registersOf(script.doc, id)
  return registers !== undefined && isHeading(kindRegister(registers))
}

const segmentOf = (script: Script, id: BlockId): Segment => {
  const place = script.index.placeOf(id)
  if (place === undefined) throw new NoSuchBlock({ id })
  return script.index.segmentAt(place)
}

/** The scene's blocks, its heading first, and the block after it. */
const sceneFrom = (script: Script, head: BlockId): { blocks: BlockId[]; next: BlockId | null } => {
  const blocks = [head]
  let next = script.index.neighbour(head, 1)
  while (next !== null && !isHead(script, next)) {
    blocks.push(next)
    next = script.index.neighbour(next, 1)
  }
  return { blocks, next }
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

/**
 * Moves a scene before another block, usually a heading, or to the end: one register write for a scene that has its own
 * segment. What others write in the scene at the same time moves with it.
 */
export const moveScene = (script: Script, head: BlockId, before: BlockId | null): void => {
  if (!script.index.has(head) || !isHead(script, head)) throw new NoSuchBlock({ id: head })
  if (before !== null && !script.index.has(before)) throw new NoSuchBlock({ id: before })
  const { blocks, next } = sceneFrom(script, head)
  if (before === next || (before !== null && blocks.includes(before))) return
  cutAt(
    script,
    [head, next, before].filter((id) => id !== null),
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
