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
  const tables = ['journal', 'outbox', 'updates', 'sessions'] as const
  if ((yield* store.keys('sessions', [document])).length < 2) return
  const { journal, outbox, updates, sessions } = yield* store.snapshot(tables, [document])
  const held = yield* store.held
  const orphaned = Map.groupBy(
    journal.filter(({ key }) => !held.has(key[1])),
    ({ key }) => key[1],
  )
  const known = new Set(line.events.map(({ key }) => key[2]))
  const left = outbox.filter(({ key, value }) => !known.has(key[2]) && !held.has(value.session))
  if (orphaned.size === 0 && left.length === 0) return
  const millis = yield* Clock.currentTimeMillis
  const all = [...line.events, ...left]
  const adopted = adoptJournals({
    orphaned,
    updates,
    outbox: all,
    sessions,
    ids,
    now: () => millis,
  })
  replica.adoptSiblings([...left, ...adopted.outbox], adopted.writes)
})
