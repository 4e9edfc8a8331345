import type { Command, Transaction } from 'prosemirror-state'

/** A change written into a transaction; false when it does not apply there (nothing was written). */
export type Edit = (tr: Transaction) => boolean

/** The edit as a ProseMirror command that keeps the caret in view. */
export const command =
  (edit: Edit): Command =>
  (state, dispatch) => {
    const { tr } = state
    if (!edit(tr)) return false
    dispatch?.(tr.scrollIntoView())
    return true
  }
