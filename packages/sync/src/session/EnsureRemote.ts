import { Effect } from 'effect'
import type { Opened } from '../protocol/Event.ts'
import { Forbidden, type SyncError } from '../protocol/SyncError.ts'
import type { DocumentBook } from '../store/DocumentBook.ts'
import type { Link } from './Link.ts'

/** Takes note that the server knows a document, and of the role it names; the disk follows. */
export const noteOpened = (book: DocumentBook, answer: Opened): Effect.Effect<void> => {
  const record = book.get(answer.doc)
  if (record === null || (record.known && record.role === answer.role)) return Effect.void
  return Effect.ignore(book.set([[answer.doc, { ...record, known: true, role: answer.role }]]))
}

/** Makes a document on the server when it has not heard of it, its project first. Both calls are idempotent. */
export const ensureRemote = Effect.fnUntraced(function* (
  book: DocumentBook,
  link: Link,
  document: string,
): Effect.fn.Return<void, SyncError> {
  const record = book.get(document)
  if (record === null) {
    return yield* new Forbidden({ detail: 'This device does not know the document.' })
  }
  if (record.known) return
  const project = book.get(record.project)
  if (project !== null && !project.known) {
    yield* noteOpened(book, yield* link.log.createProject(record.project))
  }
  if (record.kind === 'project') return
  yield* noteOpened(book, yield* link.log.createDocument(record.project, document, record.kind))
})
