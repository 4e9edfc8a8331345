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

/** The lines each scene takes, by its heading's block; null: before the first heading. */
export const sceneLines = (pages: readonly Page[]): ReadonlyMap<BlockId | null, number> => {
  const scenes = new Map<BlockId | null, number>()
  let scene: BlockId | null = null
  for (const page of pages) {
    let row = 0
    for (const item of page.items) {
      const { unit } = item
      if (unit.type === 'single' && unit.print.kind === 'scene_heading') scene = unit.print.block.id
      const end = item.row + item.height
      scenes.set(scene, (scenes.get(scene) ?? 0) + end - row)
      row = end
    }
  }
  return scenes
}
