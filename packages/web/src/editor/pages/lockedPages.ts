import {
  type LockedStarts,
  lockPages,
  type PageProfile,
  readLockedStarts,
} from '@coldopen/core/page'
import type { Script } from '@coldopen/core/screenplay'

/** Where the locked pages of a script begin now. */
export const lockedStarts = ({ doc, index }: Script): LockedStarts =>
  readLockedStarts(doc, index).starts

/** Locks the pages of a script as they are, or those that came since. */
export const lockScriptPages = ({ doc }: Script, profile: PageProfile): void =>
  lockPages(doc, profile)
