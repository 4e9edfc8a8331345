import type { ElementShape, PageProfile } from './PageProfile.ts'
import type { PrintBlock } from './PrintBlock.ts'

/** Columns by which a cue and a parenthetical stand in from the edge of their half. */
const indents: Readonly<Record<string, number>> = { character: 8, parenthetical: 3 }

/** How an element stands in one of the two columns of dual dialogue: 0 left, 1 right. */
export const dualShape = (
  { kind, shape }: PrintBlock,
  profile: PageProfile,
  side: 0 | 1,
): ElementShape => ({ ...shape, left: profile.dual.left[side] + (indents[kind] ?? 0) / 10 })

/** The columns an element has in its half. */
export const dualColumns = (kind: string, { dual }: PageProfile): number =>
  dual.columns - (indents[kind] ?? 0)
