import { createDocument } from '@coldopen/core/document'
import { Clock, Effect } from 'effect'
import type * as Y from 'yjs'
import type { DocumentKind } from '../protocol/Event.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { DocumentBook } from '../store/DocumentBook.ts'
import type { DocumentPool } from './DocumentPool.ts'
import type { OpenDocument } from './OpenDocument.ts'

export interface NewDocument {
  readonly document: string
  readonly project: string
  readonly kind: DocumentKind
  /** The account it belongs to; null while nobody is signed in. */
  readonly owner: string | null
  readonly init: (doc: Y.Doc) => void
}

/**
 * Makes a document on this device and opens it; the server hears of it when it is sent. The caller releases it. Its
 * record is on disk before its content, so that no content is ever without a record.
 */
export const makeDocument = Effect.fnUntraced(function* (
  book: DocumentBook,
  pool: DocumentPool,
  { document, project, kind, owner, init }: NewDocument,
  interactive: boolean,
): Effect.fn.Return<OpenDocument, DeviceCannotSave> {
  const createdAt = new Date(yield* Clock.currentTimeMillis).toISOString()
  yield* book.set([[document, { project, kind, owner, role: 'owner', known: false, createdAt }]])
  const open = yield* pool.acquire(document, interactive)
  createDocument(open.replica.doc, kind)
  init(open.replica.doc)
  open.replica.flush()
  yield* open.queue.saved
  open.worker.post({ _tag: 'SealDue' })
  return open
})
