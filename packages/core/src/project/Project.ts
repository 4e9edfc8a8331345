import { Option, Schema } from 'effect'
import type * as Y from 'yjs'
import type { Ids } from '../id/Ids.ts'
import { makeOrderKeys, type OrderKeys } from '../id/OrderKeys.ts'
import { asTime, readShelf, type ShelfEntry } from './Shelf.ts'

/** An open project document, and where its order keys come from. */
export interface Project {
  readonly doc: Y.Doc
  readonly keys: OrderKeys
}

/** Opens the project in a document. Keep one per open document: keys made by one source stay short. */
export const openProject = (options: { readonly doc: Y.Doc; readonly ids: Ids }): Project => ({
  doc: options.doc,
  keys: makeOrderKeys(options.ids),
})

/** What a project document says. */
export interface ProjectModel {
  readonly title: string
  readonly slug: string
  readonly archived: boolean
  /** When it was made, by its maker's clock, ISO 8601; null when nobody said. */
  readonly createdAt: string | null
  /** In order, hidden ones included. */
  readonly screenplays: readonly ShelfEntry[]
  readonly cards: readonly ShelfEntry[]
}

/** `title`, `slug`, `archived`, `createdAt`; keys of a newer version are left as they are. */
export const projectMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('p')

const asText = Schema.decodeUnknownOption(Schema.String)

/** The longest title that is kept: what a person types, not a file that was dropped on the field. */
export const maxTitleLength = 500

/** Reads a project; whatever another program left in it, the reading never fails. */
export const readProject = (doc: Y.Doc): ProjectModel => {
  const map = projectMap(doc)
  const text = (key: string): string => Option.getOrElse(asText(map.get(key)), () => '')
  return {
    title: text('title').slice(0, maxTitleLength).toWellFormed(),
    slug: text('slug').slice(0, maxTitleLength).toWellFormed(),
    archived: map.get('archived') === true,
    createdAt: asTime(map.get('createdAt')),
    screenplays: readShelf(doc, 'screenplays'),
    cards: readShelf(doc, 'cards'),
  }
}
