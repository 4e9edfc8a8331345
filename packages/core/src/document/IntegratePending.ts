import * as Y from 'yjs'

/**
 * Has Yjs look again at what it holds back. It remembers one missing clock for each client, and of two updates that wait for
 * the same client only the later one's: when the earlier one's ground comes first and the ground of the later one builds on
 * the earlier, all stay pending for good although nothing is missing (yjs 13.6; yjs#641 is about the same memory).
 */
export const integratePending = (doc: Y.Doc, origin?: unknown): void => {
  const { pendingStructs } = doc.store
  if (pendingStructs !== null) Y.applyUpdateV2(doc, pendingStructs.update, origin)
}
