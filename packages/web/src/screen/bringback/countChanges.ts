import type { FdxState } from '@coldopen/core/fdx'
import { textOf, toRuns } from '@coldopen/core/screenplay'

/** How many lines of a script a merge changes, adds and takes out. */
export const countChanges = (live: FdxState, merged: FdxState) => {
  const before = new Map(live.blocks.map((block) => [block.id, block]))
  let [changed, added] = [0, 0]
  for (const { id, kind, text } of merged.blocks) {
    const was = id === undefined ? undefined : before.get(id)
    if (was === undefined) added += 1
    else if (was.kind !== kind || textOf(toRuns(was.text)) !== textOf(toRuns(text))) changed += 1
    before.delete(id)
  }
  return { changed, added, removed: before.size }
}
