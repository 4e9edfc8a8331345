import type { Node } from 'prosemirror-model'
import { linesPerPage } from '../elements/Geometry.ts'
import { sceneLines } from '../elements/LineCount.ts'

const cachedWords = new WeakMap<Node, number>()

const sceneWordCount = (scene: Node): number => {
  const cached = cachedWords.get(scene)
  if (cached !== undefined) return cached
  let words = 0
  scene.forEach((block) => {
    words += blockWordCount(block)
  })
  cachedWords.set(scene, words)
  return words
}

const blockWordCount = (block: Node): number => {
  const cached = cachedWords.get(block)
  if (cached !== undefined) return cached
  const words = block.textContent.match(/[\p{L}\p{N}][^\s—–]*/gu)?.length ?? 0
  cachedWords.set(block, words)
  return words
}

/** Size of a script. */
export interface ScriptCount {
  readonly words: number
  /** Lines / 54, not less than 1 for a script with text: an estimate, page breaks are not taken. */
  readonly pages: number
}

/** Counted from cached scenes: the cost per change is that of the changed blocks. */
export const scriptCount = (doc: Node): ScriptCount => {
  let words = 0
  let lines = 0
  doc.forEach((scene) => {
    words += sceneWordCount(scene)
    lines += sceneLines(scene)
  })
  return { words, pages: Math.max(1, Math.round(lines / linesPerPage)) }
}
