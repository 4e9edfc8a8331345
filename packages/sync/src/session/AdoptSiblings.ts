import { Clock, Effect } from 'effect'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { adoptJournals } from './AdoptJournals.ts'
import type { EngineParts, OpenDocument } from './OpenDocument.ts'

/** Takes over what other tabs that had this document open left behind when they died. */
export const adoptSiblings = Effect.fnUntraced(function* (
  { store, ids }: EngineParts,
  { replica }: OpenDocument,
): Effect.fn.Return<void, DeviceCannotSave> {
  const { document, line } = replica
  const held = yield* store.held
  const journal = yield* store.list('journal', [document])
  const orphaned = Map.groupBy(
    journal.filter(({ key }) => !held.has(key[1])),
    ({ key }) => key[1],
  )
  const known = new Set(line.events.map(({ key }) => key[2]))
  const outbox = (yield* store.list('outbox', [document])).filter(
    ({ key, value }) => !known.has(key[2]) && !held.has(value.session),
  )
  if (orphaned.size === 0 && outbox.length === 0) return
  const updates = yield* store.list('updates', [document])
  const sessions = yield* store.list('sessions', [document])
  const millis = yield* Clock.currentTimeMillis
  const all = [...line.events, ...outbox]
  const adopted = adoptJournals({
    orphaned,
    updates,
    outbox: all,
    sessions,
    ids,
    now: () => millis,
  })
  replica.adoptSiblings([...outbox, ...adopted.outbox], adopted.writes)
})
