import * as Y from 'yjs'

/** Updates merged at once: the cost of merging is the square of their number (LOG-9). */
const most = 100

/** Many V1 updates as one, merged by hundreds as a tree. What they lack stays pending in the result, as in each of them. */
export const mergeUpdates = (updates: readonly Uint8Array[]): Uint8Array => {
  let level = updates
  while (level.length > most) {
    const next: Uint8Array[] = []
    for (let at = 0; at < level.length; at += most)
      next.push(Y.mergeUpdates(level.slice(at, at + most)))
    level = next
  }
  return Y.mergeUpdates([...level])
}
