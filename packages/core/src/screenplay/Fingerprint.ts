import type * as Y from 'yjs'
import { textOf } from './Run.ts'
import { runsOf } from './TextRegister.ts'

/**
 * What the hidden register holds: a short hash of the text as it was hidden. A different text later means that somebody
 * was still writing in it. FNV-1a, 32 bits, over UTF-16 units; a chance match in 2^32 would only cost the notice.
 */
export const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

export const fingerprintOf = (text: Y.Text | undefined): string =>
  fingerprint(text === undefined ? '' : textOf(runsOf(text)))

/** The hidden register of a block that was never shown. */
export const bornHidden = fingerprint('')
