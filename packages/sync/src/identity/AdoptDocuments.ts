import type { Effect } from 'effect'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { DocumentBook } from '../store/DocumentBook.ts'

/** Gives the documents made while nobody was signed in to an account, in one write; then they are sent as its own. */
export const adoptDocuments = (
  book: DocumentBook,
  account: string,
): Effect.Effect<void, DeviceCannotSave> =>
  book.set(
    [...book.entries()].flatMap(([document, record]) =>
      record.owner === null ? [[document, { ...record, owner: account }] as const] : [],
    ),
  )
