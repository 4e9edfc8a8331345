import type { BlockId } from '../../id/Id.ts'
import type { Page } from './Page.ts'

const eighths = 8

/** A length in lines as eighths of a page, at least one: `3/8`, `1`, `1 2/8`, as Final Draft's `Length` has it. */
export const inEighths = (lines: number, pageLines: number): string => {
  const count = Math.max(1, Math.ceil((lines * eighths) / pageLines - 1e-9))
  const whole = Math.floor(count / eighths)
  const part = count % eighths
  if (whole === 0) return `${part}/8`
  return part === 0 ? String(whole) : `${whole} ${part}/8`
}

/** Lines of a page that belong to one scene; undefined: to the one that goes on from the page before. */
interface Share {
  readonly scene: BlockId | undefined
  readonly lines: number
}

const known = new WeakMap<Page['items'], readonly Share[]>()

const sharesOf = (items: Page['items']): readonly Share[] => {
  const found = known.get(items)
  if (found !== undefined) return found
  const shares: Share[] = []
  let scene: BlockId | undefined
  let row = 0
  for (const item of items) {
    const { unit } = item
    if (unit.type === 'single' && unit.print.kind === 'scene_heading') scene = unit.print.block.id
    const end = item.row + item.height
    const last = shares.at(-1)
    if (last !== undefined && last.scene === scene)
      shares[shares.length - 1] = { scene, lines: last.lines + end - row }
    else shares.push({ scene, lines: end - row })
    row = end
  }
  known.set(items, shares)
  return shares
}

/** The lines each scene takes, by its heading's block; null: before the first heading. A page is counted once. */
export const sceneLines = (pages: readonly Page[]): ReadonlyMap<BlockId | null, number> => {
  const scenes = new Map<BlockId | null, number>()
  let goesOn: BlockId | null = null
  for (const { items } of pages)
    for (const { scene, lines } of sharesOf(items)) {
      goesOn = scene ?? goesOn
      scenes.set(goesOn, (scenes.get(goesOn) ?? 0) + lines)
    }
  return scenes
}
