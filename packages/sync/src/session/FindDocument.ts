import { Effect } from 'effect'
import type { Listed } from '../protocol/Event.ts'
import { Forbidden, Offline, type SyncError } from '../protocol/SyncError.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { DocumentBook } from '../store/DocumentBook.ts'
import { type LocalStoreShape, put } from '../store/LocalStore.ts'
import type { DocumentRecord } from '../store/Tables.ts'
import type { Link } from './Link.ts'

/**
 * Takes note of documents the server listed for an account: their roles, and those this device did not know, with
 * the epoch their first page is asked under. A copy that another account of this device left behind passes to this
 * one, unless it holds work that only the other may send.
 */
export const noteListed = Effect.fnUntraced(function* (
  store: LocalStoreShape,
  book: DocumentBook,
  unsent: ReadonlyMap<string, number>,
  account: string,
  listed: readonly Listed[],
): Effect.fn.Return<void, DeviceCannotSave> {
  const fresh = listed.filter(({ doc }) => book.get(doc) === null)
  yield* store.commit(fresh.map(({ doc, epoch }) => put('cursors', [doc, ''], { epoch, seq: 0 })))
  const changes = listed.flatMap((line) => {
    const record = book.get(line.doc)
    const next = recordOf(account, line)
    if (record === null) return [[line.doc, next] as const]
    if (record.owner !== account && unsent.has(line.doc)) return []
    const same = record.known && record.role === next.role && record.owner === account
    return same
      ? []
      : [[line.doc, { ...record, known: true, role: next.role, owner: account }] as const]
  })
  yield* book.set(changes)
})

const recordOf = (account: string, line: Listed): DocumentRecord => ({
  project: line.project,
  kind: line.kind,
  owner: account,
  role: line.role,
  known: true,
  createdAt: line.created_at,
})

/** Makes sure this device knows a document, asking the server when it does not. */
export const findDocument = Effect.fnUntraced(function* (
  store: LocalStoreShape,
  book: DocumentBook,
  unsent: ReadonlyMap<string, number>,
  link: Link | null,
  document: string,
): Effect.fn.Return<void, SyncError | DeviceCannotSave> {
  if (book.get(document) !== null) return
  if (link === null) {
    return yield* new Offline({ detail: 'This device has no copy of the document.' })
  }
  yield* noteListed(store, book, unsent, link.account, yield* link.log.list(null))
  if (book.get(document) === null) {
    return yield* new Forbidden({ detail: 'There is no such document for this account.' })
  }
})
