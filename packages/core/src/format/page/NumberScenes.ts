import type { Block } from '../../screenplay/Block.ts'
import { isHeading } from '../../screenplay/BlockKind.ts'
import { numbered } from '../../screenplay/NumberedScenes.ts'

/** The script with a number at every scene: those it has stay, a scene without one counts on or has a letter. */
export const numberScenes = (blocks: readonly Block[]): Block[] => {
  const numbers = numbered(blocks.filter(({ kind }) => isHeading(kind)).map(ownNumber))
  let scene = -1
  return blocks.map((block) => {
    if (!isHeading(block.kind)) return block
    scene += 1
    return { ...block, attrs: { ...block.attrs, number: numbers[scene]! } }
  })
}

const ownNumber = ({ attrs: { number } }: Block): string | null =>
  number === undefined || number === null || number === '' ? null : String(number)
