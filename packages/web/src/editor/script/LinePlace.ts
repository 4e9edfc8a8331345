import { type PageProfile, profiles } from '@coldopen/core/page'
import type { Node } from 'prosemirror-model'
import { blockAt } from '../elements/CaretBlock.ts'
import { blockKind } from '../elements/ElementKind.ts'
import { geometryOf } from '../elements/Geometry.ts'
import { lineCounts } from '../elements/LineCount.ts'

/** A place in the script as lines from its beginning and columns from the left edge of the action. */
export interface LinePlace {
  readonly line: number
  readonly column: number
}

const letter = profiles['fd-letter']

const shapeOf = (block: Node, profile: PageProfile) => geometryOf(profile)[blockKind(block)]

/** The line and column of a position. */
export const linePlace = (doc: Node, position: number, profile = letter): LinePlace => {
  const counts = lineCounts(profile)
  const $position = doc.resolve(position)
  const at = blockAt($position)
  let line = 0
  for (let index = 0; index < $position.index(0); index++) line += counts.scene(doc.child(index))
  if (at === null) return { line, column: 0 }
  const scene = $position.node(1)
  for (let index = 0; index < $position.index(1); index++) line += counts.block(scene.child(index))
  const starts = counts.starts(at.block)
  const row = Math.max(
    0,
    starts.findLastIndex((start) => start <= at.offset),
  )
  const { before, indent } = shapeOf(at.block, profile)
  return { line: line + before + row, column: indent + at.offset - (starts[row] ?? 0) }
}

const positionInBlock = (
  block: Node,
  start: number,
  { line: row, column }: LinePlace,
  profile: PageProfile,
): number => {
  const starts = lineCounts(profile).starts(block)
  const { before, indent } = shapeOf(block, profile)
  const at = Math.min(Math.max(row - before, 0), starts.length - 1)
  const from = starts[at] ?? 0
  const end = at + 1 < starts.length ? (starts[at + 1] ?? from) - 1 : block.content.size
  const offset = Math.min(from + Math.max(0, column - indent), Math.max(from, end))
  const code = block.textContent.charCodeAt(offset)
  return start + (code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset)
}

/** The position nearest to a line and column; lines outside the script give its first or last line. */
export const positionAt = (doc: Node, { line, column }: LinePlace, profile = letter): number => {
  const counts = lineCounts(profile)
  let rest = Math.max(0, line)
  let position = 0
  for (let index = 0; index < doc.childCount; index++) {
    const scene = doc.child(index)
    const lines = counts.scene(scene)
    if (rest >= lines && index < doc.childCount - 1) {
      rest -= lines
      position += scene.nodeSize
      continue
    }
    let start = position + 1
    for (let child = 0; child < scene.childCount; child++) {
      const block = scene.child(child)
      const taken = counts.block(block)
      if (rest < taken || child === scene.childCount - 1) {
        const place = { line: Math.min(rest, taken - 1), column }
        return positionInBlock(block, start + 1, place, profile)
      }
      rest -= taken
      start += block.nodeSize
    }
  }
  return position
}
