import { Data } from 'effect'
import type { ShelfName } from './Shelf.ts'

/** The project does not refer to this document: add it first. */
export class NotOnShelf extends Data.TaggedError('NotOnShelf')<{
  readonly shelf: ShelfName
  readonly document: string
}> {}
