import type { Node } from 'prosemirror-model'

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

/** Words of a script, counted from cached scenes: the cost per change is that of the changed blocks. */
export const wordCount = (doc: Node): number => {
  let words = 0
  doc.forEach((scene) => {
    words += sceneWordCount(scene)
  })
  return words
}
