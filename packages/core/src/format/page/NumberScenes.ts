import type { Block } from '../../screenplay/Block.ts'
import { isHeading } from '../../screenplay/BlockKind.ts'

/** A letter for each scene that came in between: A to Z, then AA. */
const letter = (count: number): string =>
  (count > 26 ? letter(Math.floor((count - 1) / 26)) : '') +
  String.fromCharCode(65 + ((count - 1) % 26))

/**
 * The script with a number at every scene. Numbers it has stay; a scene without one counts on, or, where others have
 * theirs, takes that of the scene before with a letter (`12A`), and before the first of them one with the letter first (`A12`).
 */
export const numberScenes = (blocks: readonly Block[]): Block[] => {
  const own = blocks.flatMap((block) =>
    isHeading(block.kind) && hasNumber(block) ? [String(block.attrs['number'])] : [],
  )
  const [first] = own
  const taken = new Set(own)
  let last: string | null = null
  let count = 0
  const next = (): string => {
    count += 1
    if (first === undefined) return String(count)
    const number = last === null ? letter(count) + first : last + letter(count)
    return taken.has(number) ? next() : number
  }
  return blocks.map((block) => {
    if (!isHeading(block.kind)) return block
    if (!hasNumber(block)) return { ...block, attrs: { ...block.attrs, number: next() } }
    last = String(block.attrs['number'])
    count = 0
    return block
  })
}

const hasNumber = ({ attrs }: Block): boolean =>
  attrs['number'] !== undefined && attrs['number'] !== null && attrs['number'] !== ''
