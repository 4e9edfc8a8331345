import { isHeading, shownKind, type BlockKind } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'

/** The elements a writer can choose: those with a shortcut first, in its order (Final Draft: Ctrl/Cmd+1…7, General is 0). */
export const elementKinds = [
  'scene_heading',
  'action',
  'character',
  'parenthetical',
  'dialogue',
  'transition',
  'shot',
  'general',
  'act_break',
  'lyrics',
  'centered',
  'section',
  'synopsis',
  'note',
] as const satisfies readonly BlockKind[]

export type ElementKind = (typeof elementKinds)[number]

const chosen: ReadonlySet<string> = new Set(elementKinds)

export const isElementKind = (kind: unknown): kind is ElementKind =>
  typeof kind === 'string' && chosen.has(kind)

/** What a block is shown as; a kind of a newer version is shown as action. */
export const blockKind = (block: Node): BlockKind => shownKind(String(block.attrs.kind))

/** How the keys treat a block: the ones a writer cannot choose (page breaks, boneyards) are treated as action. */
export const elementKind = (block: Node): ElementKind => {
  const kind: unknown = block.attrs.kind
  return isElementKind(kind) ? kind : 'action'
}

export const isSceneHeading = (block: Node): boolean => isHeading(String(block.attrs.kind))

const shownInCapitals: ReadonlySet<BlockKind> = new Set([
  'scene_heading',
  'character',
  'transition',
  'shot',
  'act_break',
])

/** The text as a reader sees it: capitals are only shown, the text is kept as it was typed. */
export const shownText = (kind: BlockKind, text: string): string =>
  shownInCapitals.has(kind) ? text.toUpperCase() : text
