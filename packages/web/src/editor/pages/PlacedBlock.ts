import type { BlockId } from '@coldopen/core/id'
import type { Block } from '@coldopen/core/screenplay'
import { textOf } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { flatOfNode } from '../binding/BlockNode.ts'

/** A scene where it stands. */
export interface PlacedScene {
  readonly node: Node
  /** Position before it. */
  readonly position: number
}

/** A block where it stands in the editor's document. */
export interface PlacedBlock {
  readonly node: Node
  readonly block: Block
  /** Position before it. */
  readonly position: number
  readonly scene: PlacedScene
}

const known = new WeakMap<Node, Block>()

/** The block of a node; the same object as long as the node is the same. */
const blockOfNode = (node: Node): Block => {
  const found = known.get(node)
  if (found !== undefined) return found
  const flat = flatOfNode(node)
  const block = { ...flat, text: textOf(flat.runs) }
  known.set(node, block)
  return block
}

/** Every block of the script in order. */
export const placedBlocks = (doc: Node): ReadonlyMap<BlockId, PlacedBlock> => {
  const placed = new Map<BlockId, PlacedBlock>()
  doc.forEach((sceneNode, offset) => {
    const scene = { node: sceneNode, position: offset }
    sceneNode.forEach((node, inside) => {
      const block = blockOfNode(node)
      placed.set(block.id, { node, block, position: offset + 1 + inside, scene })
    })
  })
  return placed
}
