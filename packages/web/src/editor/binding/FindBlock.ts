import type { Node } from 'prosemirror-model'

/** A block of the editor's document and the position right before it. */
export interface FoundBlock {
  readonly node: Node
  readonly position: number
}

/** Finds blocks by id in one walk over the document. */
export const findBlocks = (doc: Node, ids: ReadonlySet<string>): FoundBlock[] => {
  const found: FoundBlock[] = []
  let position = 0
  for (const scene of doc.content.content) {
    let inside = position + 1
    for (const node of scene.content.content) {
      if (ids.has(node.attrs.id)) {
        found.push({ node, position: inside })
        if (found.length === ids.size) return found
      }
      inside += node.nodeSize
    }
    position += scene.nodeSize
  }
  return found
}

export const findBlock = (doc: Node, id: string): FoundBlock | null =>
  findBlocks(doc, new Set([id]))[0] ?? null
