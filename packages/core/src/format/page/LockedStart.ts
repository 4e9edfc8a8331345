import type { BlockId } from '../../id/Id.ts'

/** Where a locked page begins: at an offset of a block's text, or of a unit's printed text. */
export interface LockedStart {
  /** The page's number, such as `38` or `38A`. */
  readonly number: string
  readonly at: number
}

/** The locked pages that begin in each block, in their order. The block need not be printed: then what follows it begins. */
export type LockedStarts = ReadonlyMap<BlockId, readonly LockedStart[]>

export const nowhereLocked: readonly LockedStart[] = []

/** No page is locked. */
export const noLockedStarts: LockedStarts = new Map()

export const sameStarts = (
  a: readonly LockedStart[] = nowhereLocked,
  b: readonly LockedStart[] = nowhereLocked,
): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((start, i) => start.at === b[i]!.at && start.number === b[i]!.number))

/** The blocks in which other pages begin now than before. */
export const movedStarts = (before: LockedStarts, now: LockedStarts): ReadonlySet<BlockId> => {
  const moved = new Set<BlockId>()
  if (before === now) return moved
  for (const id of before.keys()) if (!sameStarts(before.get(id), now.get(id))) moved.add(id)
  for (const id of now.keys()) if (!before.has(id)) moved.add(id)
  return moved
}
