import type { Ids as DocumentIds } from '@coldopen/core/id'

/** Where ids come from: those of documents, and a session's Yjs clientID. */
export interface Ids extends DocumentIds {
  /** 32 random bits. */
  clientId(): number
}
