import type { Slice } from 'prosemirror-model'
import { blockKind, shownText } from '../elements/ElementKind.ts'
import { geometry } from '../elements/Geometry.ts'
import { sliceBlocks } from './sliceBlocks.ts'

/**
 * What other programs get: a part of one element as it was typed; several elements as they are shown, with the blank
 * lines of the page, which Fountain reads back.
 */
export const copiedText = (slice: Slice): string => {
  const blocks = sliceBlocks(slice)
  if (blocks.length <= 1) return slice.content.textBetween(0, slice.content.size, '\n')
  return blocks
    .map((block, index) => {
      const kind = blockKind(block)
      const gap = index === 0 ? '' : geometry[kind].before > 0 ? '\n\n' : '\n'
      return gap + shownText(kind, block.textContent)
    })
    .join('')
}
