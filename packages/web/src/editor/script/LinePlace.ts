import type { Node } from 'prosemirror-model'
import { blockAt } from '../elements/CaretBlock.ts'
import { blockKind } from '../elements/ElementKind.ts'
import { geometry } from '../elements/Geometry.ts'
import { blockLineStarts, blockLines, sceneLines } from '../elements/LineCount.ts'

/** A place in the script as lines from its beginning and columns from the left edge of the action. */
export interface LinePlace {
  readonly line: number
  readonly column: number
}

const indentOf = (block: Node): number => geometry[blockKind(block)].indent

/** The line and column of a position. */
export const linePlace = (doc: Node, position: number): LinePlace => {
  const $position = doc.resolve(position)
  const at = blockAt($position)
  let line = 0
  for (let index = 0; index < $position.index(0); index++) line += sceneLines(doc.child(index))
  if (at === null) return { line, column: 0 }
  const scene = $position.node(1)
  for (let index = 0; index < $position.index(1); index++) line += blockLines(scene.child(index))
  const starts = blockLineStarts(at.block)
  const row = Math.max(
    0,
    starts.findLastIndex((start) => start <= at.offset),
  )
  const before = geometry[blockKind(at.block)].before
  return { line: line + before + row, column: indentOf(at.block) + at.offset - (starts[row] ?? 0) }
}

const positionInBlock = (block: Node, start: number, row: number, column: number): number => {
  const starts = blockLineStarts(block)
  const at = Math.min(Math.max(row - geometry[blockKind(block)].before, 0), starts.length - 1)
  const from = starts[at] ?? 0
  const end = at + 1 < starts.length ? (starts[at + 1] ?? from) - 1 : block.content.size
  const offset = Math.min(from + Math.max(0, column - indentOf(block)), Math.max(from, end))
  const code = block.textContent.charCodeAt(offset)
  return start + (code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset)
}

/** The position nearest to a line and column; lines outside the script give its first or last line. */
export const positionAt = (doc: Node, { line, column }: LinePlace): number => {
  let rest = Math.max(0, line)
  let position = 0
  for (let index = 0; index < doc.childCount; index++) {
    const scene = doc.child(index)
    const lines = sceneLines(scene)
    if (rest >= lines && index < doc.childCount - 1) {
      rest -= lines
      position += scene.nodeSize
      continue
    }
    let start = position + 1
    for (let child = 0; child < scene.childCount; child++) {
      const block = scene.child(child)
      const taken = blockLines(block)
      if (rest < taken || child === scene.childCount - 1)
        return positionInBlock(block, start + 1, Math.min(rest, taken - 1), column)
      rest -= taken
      start += block.nodeSize
    }
  }
  return position
}
