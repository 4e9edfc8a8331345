/** The elements of a script this version knows. */
export const blockKinds = [
  'scene_heading',
  'action',
  'character',
  'parenthetical',
  'dialogue',
  'transition',
  'shot',
  'lyrics',
  'centered',
  'general',
  'act_break',
  'page_break',
  'section',
  'synopsis',
  'note',
  'boneyard',
] as const

export type BlockKind = (typeof blockKinds)[number]

export const isBlockKind = (kind: string): kind is BlockKind =>
  blockKinds.some((known) => known === kind)

/** How to show a kind: a kind of a newer version is shown as action, and kept as it is. */
export const shownKind = (kind: string): BlockKind => (isBlockKind(kind) ? kind : 'action')

/** True for the kind that begins a scene. */
export const isHeading = (kind: string): boolean => kind === 'scene_heading'
