import type { PageProfile } from '@coldopen/core/page'
import { column, geometryOf } from '../elements/Geometry.ts'
import { sheetOf } from './Sheet.ts'

/** A profile as the numbers `script.css` sets a page with: columns and lines. */
export const pageColumns = (profile: PageProfile): Record<string, string> => {
  const geometry = geometryOf(profile)
  const { lines, top } = sheetOf(profile)
  const edge = column(profile.shapes.action.left)
  const numbers = {
    paper: profile.paper.width * 10,
    edge,
    wide: geometry.action.columns,
    character: geometry.character.indent,
    'character-width': geometry.character.columns,
    parenthetical: geometry.parenthetical.indent,
    'parenthetical-width': geometry.parenthetical.columns,
    dialogue: geometry.dialogue.indent,
    'dialogue-width': geometry.dialogue.columns,
    transition: geometry.transition.indent,
    'transition-width': geometry.transition.columns,
    'heading-before': geometry.scene_heading.before,
    'dual-right': column(profile.dual.left[1]) - edge,
    top,
    empty: lines - top,
  }
  return Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [`--co-${name}`, String(value)]),
  )
}
