import type { BlockId } from '@coldopen/core/id'
import { type Block, textOf } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { flatOfNode } from '../binding/BlockNode.ts'
import { rememberNode } from '../elements/RememberNode.ts'

const blockOfNode = rememberNode((node): Block => {
  const flat = flatOfNode(node)
  return { ...flat, text: textOf(flat.runs) }
})

const blocksOfScene = rememberNode((scene): readonly Block[] =>
  scene.content.content.map(blockOfNode),
)

/** Every block of the script in order; the same object as long as its node is the same. */
export const scriptBlocks = (doc: Node): readonly Block[] => {
  const blocks: Block[] = []
  doc.forEach((scene) => {
    for (const block of blocksOfScene(scene)) blocks.push(block)
  })
  return blocks
}

/** Where a block stands in the editor's document. */
export interface BlockPlace {
  readonly node: Node
  readonly position: number
}

/** The places of some blocks. */
export const blockPlaces = (
  doc: Node,
  wanted: ReadonlySet<BlockId>,
): ReadonlyMap<BlockId, BlockPlace> => {
  const places = new Map<BlockId, BlockPlace>()
  if (wanted.size === 0) return places
  doc.forEach((scene, offset) =>
    scene.forEach((node, inside) => {
      const id = node.attrs['id'] as BlockId
      if (wanted.has(id)) places.set(id, { node, position: offset + 1 + inside })
    }),
  )
  return places
}
