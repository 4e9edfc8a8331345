import { Clock, Effect } from 'effect'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { loadDocument } from './LoadDocument.ts'
import type { EngineParts, OpenDocument } from './OpenDocument.ts'

/** Takes over what other tabs that had this document open left behind when they died: each of them once. */
export const adoptSiblings = Effect.fnUntraced(function* (
  { store, ids }: EngineParts,
  { replica, queue, worker }: OpenDocument,
): Effect.fn.Return<void, DeviceCannotSave> {
  const { document, session } = replica
  const others = (yield* store.keys('sessions', [document]))
    .map(([, other]) => other)
    .filter((other) => !replica.sessions.has(other))
  if (others.length === 0) return
  const ended = yield* store.ended(document, [session, ...others])
  if (ended.has(session) || !others.some((other) => ended.has(other))) return
  yield* queue.saved
  const millis = yield* Clock.currentTimeMillis
  const loaded = yield* loadDocument(store, document, ids, () => millis, replica.sessions)
  replica.takeOver(loaded)
  loaded.doc.destroy()
  worker.post({ _tag: 'Changed' })
})
