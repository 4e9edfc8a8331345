import { Effect } from 'effect'
import type { SyncState } from '../client/Client.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { LocalStoreShape } from '../store/LocalStore.ts'
import type { DocumentRecord } from '../store/Tables.ts'

/** Which documents have work on disk that the log does not have, and how many pieces. */
export const readUnsent = Effect.fnUntraced(function* (
  store: LocalStoreShape,
): Effect.fn.Return<Map<string, number>, DeviceCannotSave> {
  const outbox = yield* store.keys('outbox', [])
  const journal = yield* store.keys('journal', [])
  const unsent = new Map<string, number>()
  for (const [document] of [...outbox, ...journal]) {
    unsent.set(document, (unsent.get(document) ?? 0) + 1)
  }
  return unsent
})

/** What was refused of a document when it was last open. */
export type Refusal = Pick<SyncState, 'parked' | 'error'>

/** The state of a document nobody has open. */
export const restingState = (
  record: DocumentRecord | null,
  pending: number,
  refused: Refusal | null,
): SyncState => ({
  status:
    refused !== null
      ? 'error'
      : record === null || !record.known
        ? 'local-only'
        : pending > 0
          ? 'syncing'
          : 'persisted',
  pending,
  parked: refused?.parked ?? 0,
  cursor: 0,
  removed: false,
  behind: 0,
  error: refused?.error ?? null,
})
