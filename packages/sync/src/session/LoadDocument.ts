import { origins } from '@coldopen/core/document'
import { Effect } from 'effect'
import { toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { Ids } from '../identity/Ids.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { put, remove, type Entry, type LocalStoreShape, type Write } from '../store/LocalStore.ts'
import type { CursorRecord, Keys } from '../store/Tables.ts'

/** A document as the disk has it, under a fresh session, with the work of killed sessions in its line. */
export interface Loaded {
  readonly document: string
  readonly session: string
  readonly doc: Y.Doc
  readonly cursor: CursorRecord
  readonly updates: readonly Entry<'updates'>[]
  readonly outbox: readonly Entry<'outbox'>[]
}

/**
 * Reads a document from disk and adopts what killed sessions left: their journals become events behind the line,
 * each under its own session id and with the log position its author had.
 */
export const loadDocument = Effect.fnUntraced(function* (
  store: LocalStoreShape,
  document: string,
  ids: Ids,
  now: () => number,
): Effect.fn.Return<Loaded, DeviceCannotSave> {
  const cursor = (yield* store.get('cursors', [document])) ?? { epoch: 0, seq: 0 }
  const journal = yield* store.list('journal', [document])
  const updates = yield* store.list('updates', [document])
  const held = yield* store.held
  const orphaned = journal.filter(({ key }) => !held.has(key[1]))
  yield* adopt(store, document, orphaned, updates, ids, now)
  const outbox = yield* store.list('outbox', [document])
  const alive = new Set(journal.filter(({ key }) => held.has(key[1])).map(({ key }) => key.join()))
  return {
    document,
    session: ids.uuid(),
    doc: build(document, updates, ids),
    cursor,
    updates: updates.filter(({ key }) => !alive.has(key.join())),
    outbox,
  }
})

const build = (document: string, updates: readonly Entry<'updates'>[], ids: Ids): Y.Doc => {
  const doc = new Y.Doc({ guid: document })
  Y.transact(
    doc,
    () => updates.forEach(({ value }) => Y.applyUpdate(doc, value.body, origins.load)),
    origins.load,
    false,
  )
  do doc.clientID = ids.clientId()
  while (doc.store.clients.has(doc.clientID))
  return doc
}

const adopt = Effect.fnUntraced(function* (
  store: LocalStoreShape,
  document: string,
  orphaned: readonly Entry<'journal'>[],
  updates: readonly Entry<'updates'>[],
  ids: Ids,
  now: () => number,
): Effect.fn.Return<void, DeviceCannotSave> {
  if (orphaned.length === 0) return
  const bodies = new Map(updates.map(({ key, value }) => [key.join(), value.body]))
  const keys = yield* store.keys('outbox', [document])
  let place = keys.at(-1)?.[1] ?? 0
  const writes: Write[] = []
  for (const [session, marks] of Map.groupBy(orphaned, ({ key }) => key[1])) {
    const record = yield* store.get('sessions', [document, session])
    if (record === null) continue
    const event = {
      event_id: ids.uuid(),
      session_seq: record.nextSeq,
      base_seq: Math.min(...marks.map(({ value }) => value.base)),
      client_id: record.clientId,
      encoding: 'v1' as const,
      body: toBase64(Y.mergeUpdates(bodiesOf(marks, bodies))),
      authored_at: new Date(now()).toISOString(),
    }
    const key: Keys['outbox'] = [document, ++place, event.event_id]
    writes.push(
      put('outbox', key, { session, event, parked: null }),
      put('sessions', [document, session], { ...record, nextSeq: record.nextSeq + 1 }),
      ...marks.map((mark) => remove('journal', mark.key)),
    )
  }
  yield* store.commit(writes)
})

const bodiesOf = (
  marks: readonly Entry<'journal'>[],
  bodies: ReadonlyMap<string, Uint8Array>,
): Uint8Array[] => marks.flatMap(({ key }) => bodies.get(key.join()) ?? [])
