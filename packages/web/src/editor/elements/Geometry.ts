import { type PageProfile, type PrintedKind, profiles } from '@coldopen/core/page'
import type { BlockKind } from '@coldopen/core/screenplay'

/** Place of an element on the page, in columns of one character (10 per inch) and lines (6 per inch). */
export interface ElementGeometry {
  /** Columns from the left edge of the action. */
  readonly indent: number
  /** Columns a line holds. */
  readonly columns: number
  /** Blank lines before the element. */
  readonly before: number
}

export type Geometry = { readonly [K in BlockKind]: ElementGeometry }

/** Columns from the left edge of the paper, rounded as they are printed. */
export const column = (inches: number): number => Math.round(inches * 10)

const make = ({ shapes }: PageProfile): Geometry => {
  const edge = column(shapes.action.left)
  const printed = (kind: PrintedKind): ElementGeometry => {
    const { left, columns, before } = shapes[kind]
    return { indent: column(left) - edge, columns, before }
  }
  const unprinted = { ...printed('action'), before: 1 }
  return {
    scene_heading: printed('scene_heading'),
    action: printed('action'),
    character: printed('character'),
    parenthetical: printed('parenthetical'),
    dialogue: printed('dialogue'),
    transition: printed('transition'),
    shot: printed('shot'),
    act_break: printed('act_break'),
    general: printed('general'),
    lyrics: printed('lyrics'),
    centered: printed('centered'),
    page_break: unprinted,
    section: unprinted,
    synopsis: unprinted,
    note: unprinted,
    boneyard: unprinted,
  }
}

const made = new Map<PageProfile, Geometry>()

/** Where the elements stand by a profile; what it does not print stands like action. */
export const geometryOf = (profile: PageProfile): Geometry => {
  const found = made.get(profile) ?? make(profile)
  made.set(profile, found)
  return found
}

/** US Letter: where elements stand in plain text. */
export const geometry: Geometry = geometryOf(profiles['fd-letter'])
