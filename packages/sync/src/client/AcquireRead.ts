import { Effect } from 'effect'
import type { SyncError } from '../protocol/SyncError.ts'
import { caughtUp } from '../session/AwaitSession.ts'
import { findDocument } from '../session/FindDocument.ts'
import type { OpenDocument } from '../session/OpenDocument.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { Engine } from './Engine.ts'

/** Opens a document for a caller; one this device has never read is fetched before. The caller releases it. */
export const acquireRead = Effect.fnUntraced(function* (
  engine: Engine,
  document: string,
  interactive: boolean,
): Effect.fn.Return<OpenDocument, SyncError | DeviceCannotSave> {
  const { parts, book, pool, states } = engine
  yield* findDocument(parts.store, book, states.unsent, pool.link, document)
  const opened = yield* pool.acquire(document, interactive)
  if (opened.replica.doc.store.clients.size > 0) return opened
  const reachable = pool.link === null && book.get(document)?.known === true
  const fetched = Effect.andThen(
    reachable ? engine.connect : Effect.void,
    caughtUp(opened, 'joins'),
  )
  return yield* Effect.as(fetched, opened).pipe(Effect.onError(() => pool.release(opened)))
})
