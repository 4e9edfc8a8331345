import type { Node } from 'prosemirror-model'
import { blockKind, shownText } from './ElementKind.ts'
import { geometry } from './Geometry.ts'

const space = 32
const hyphen = 45

const breaksAfterHyphen = (text: string, index: number): boolean =>
  text.charCodeAt(index) === hyphen && /[^\s\d-]/.test(text.charAt(index + 1))

/** Where the next line starts when the one from `start` holds `columns` characters of a longer text. */
const nextLine = (text: string, start: number, columns: number): number => {
  const limit = start + columns
  if (text.charCodeAt(limit) === space) {
    let next = limit
    while (text.charCodeAt(next) === space) next++
    return next
  }
  for (let at = limit - 1; at > start; at--)
    if (text.charCodeAt(at) === space || breaksAfterHyphen(text, at)) return at + 1
  return limit
}

/**
 * Offsets at which the lines of a text start, wrapped as a browser wraps `white-space: pre-wrap` in a monospaced
 * face; at least one. `hang` more columns fit on the first line.
 */
export const lineStarts = (text: string, columns: number, hang = 0): readonly number[] => {
  const starts: number[] = []
  let start = 0
  let width = columns + hang
  while (start <= text.length) {
    starts.push(start)
    const lineBreak = text.indexOf('\n', start)
    const end = lineBreak < 0 ? text.length : lineBreak
    let next = start
    while (end - next > width) {
      next = nextLine(text, next, width)
      width = columns
      if (next >= end) break
      starts.push(next)
    }
    width = columns
    start = end + 1
  }
  return starts
}

const cachedStarts = new WeakMap<Node, readonly number[]>()

/** Line starts of a block as it is shown. Wrapped once per block node. */
export const blockLineStarts = (block: Node): readonly number[] => {
  const cached = cachedStarts.get(block)
  if (cached !== undefined) return cached
  const kind = blockKind(block)
  const { columns, hang } = geometry[kind]
  const starts = lineStarts(shownText(kind, block.textContent), columns, hang)
  cachedStarts.set(block, starts)
  return starts
}

/** Lines a block takes on the page, blank lines before it included. */
export const blockLines = (block: Node): number =>
  geometry[blockKind(block)].before + blockLineStarts(block).length

const cachedSceneLines = new WeakMap<Node, number>()

/** Lines of a whole scene; the cost is that of its changed blocks. */
export const sceneLines = (scene: Node): number => {
  const cached = cachedSceneLines.get(scene)
  if (cached !== undefined) return cached
  let lines = 0
  scene.forEach((block) => {
    lines += blockLines(block)
  })
  cachedSceneLines.set(scene, lines)
  return lines
}
