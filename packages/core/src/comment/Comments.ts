import type * as Y from 'yjs'
import type { Ids } from '../id/Ids.ts'
import { makeOrderKeys, type OrderKeys } from '../id/OrderKeys.ts'

/** The comments of an open screenplay document, and where their ids and order keys come from. */
export interface Comments {
  readonly doc: Y.Doc
  readonly ids: Ids
  readonly keys: OrderKeys
}

/** Who says something, and when. */
export interface Author {
  /** The account's id; empty for a writer who has none. */
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly at: string
}

/** Opens the comments in a screenplay document. Keep one per open document: keys made by one source stay short. */
export const openComments = (options: { readonly doc: Y.Doc; readonly ids: Ids }): Comments => ({
  ...options,
  keys: makeOrderKeys(options.ids),
})
