import type * as Y from 'yjs'

/** What a production has locked: `scenes` its scene numbers, `pages` its pages. Absent or empty: not locked. */
export const lockMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('lock')

/** Tells that something was locked or unlocked, here or elsewhere. Returns how to stop. */
export const observeLocks = (doc: Y.Doc, listener: () => void): (() => void) => {
  const map = lockMap(doc)
  map.observe(listener)
  return () => map.unobserve(listener)
}
