import { dualColumns, type DualPair, dualPairs, type PageProfile } from '@coldopen/core/page'
import type { Node } from 'prosemirror-model'
import { blockKind, shownText } from './ElementKind.ts'
import { geometryOf } from './Geometry.ts'
import { rememberNode } from './RememberNode.ts'

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
 * face; at least one.
 */
export const lineStarts = (text: string, columns: number): readonly number[] => {
  const starts: number[] = []
  let start = 0
  while (start <= text.length) {
    starts.push(start)
    const lineBreak = text.indexOf('\n', start)
    const end = lineBreak < 0 ? text.length : lineBreak
    let next = start
    while (end - next > columns) {
      next = nextLine(text, next, columns)
      if (next >= end) break
      starts.push(next)
    }
    start = end + 1
  }
  return starts
}

/** Two speeches side by side: the children of a scene they are, and the lines each column takes. */
export interface DualBox extends DualPair {
  readonly left: number
  readonly right: number
}

/** How many lines what is shown takes, by a profile. Counted once per node: the cost of a change is that of its blocks. */
export interface LineCounts {
  /** Line starts of a block as it is shown, in a column of its own. */
  starts(block: Node): readonly number[]
  /** Lines of a block, blank lines before it included. */
  block(block: Node): number
  /** The pairs of speeches in a scene. */
  duals(scene: Node): readonly DualBox[]
  scene(scene: Node): number
}

const linesFrom = (
  boxes: readonly DualBox[],
  scene: Node,
  block: (node: Node) => number,
): number => {
  let lines = 0
  for (let index = 0; index < scene.childCount; index++) {
    const box = boxes.find(({ first }) => first === index)
    if (box === undefined) lines += block(scene.child(index))
    else {
      lines += 1 + Math.max(box.left, box.right)
      index = box.end - 1
    }
  }
  return lines
}

const noBoxes: readonly DualBox[] = []

const make = (profile: PageProfile): LineCounts => {
  const geometry = geometryOf(profile)
  const startsIn = (block: Node, widest: number): readonly number[] => {
    const kind = blockKind(block)
    const { columns } = geometry[kind]
    return lineStarts(shownText(kind, block.textContent), Math.min(columns, widest))
  }
  const starts = rememberNode((block) => startsIn(block, Infinity))
  const block = (node: Node): number => geometry[blockKind(node)].before + starts(node).length
  const duals = rememberNode((scene) => {
    const blocks = scene.content.content.map(({ attrs: { kind, attrs } }) => ({ kind, attrs }))
    if (!blocks.some(({ attrs }) => attrs['dual'] === true)) return noBoxes
    const column = (from: number, to: number): number =>
      scene.content.content
        .slice(from, to)
        .reduce((n, at) => n + startsIn(at, dualColumns(blockKind(at), profile)).length, 0)
    return [...dualPairs(blocks).values()].map((pair) => ({
      ...pair,
      left: column(pair.first, pair.second),
      right: column(pair.second, pair.end),
    }))
  })
  const scene = rememberNode((node) => linesFrom(duals(node), node, block))
  return { starts, block, duals, scene }
}

const made = new Map<PageProfile, LineCounts>()

export const lineCounts = (profile: PageProfile): LineCounts => {
  const found = made.get(profile) ?? make(profile)
  made.set(profile, found)
  return found
}
