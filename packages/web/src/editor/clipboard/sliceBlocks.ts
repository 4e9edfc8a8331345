import type { Node, Slice } from 'prosemirror-model'

/** The elements of a copied part of a script, the cut ones at its ends included if any text of them was copied. */
export const sliceBlocks = (slice: Slice): readonly Node[] => {
  const blocks: Node[] = []
  slice.content.descendants((node) => {
    if (node.isTextblock) blocks.push(node)
    return !node.isTextblock
  })
  const endsEmpty = slice.openEnd > 0 && blocks.length > 1 && blocks.at(-1)?.content.size === 0
  return endsEmpty ? blocks.slice(0, -1) : blocks
}
