import { integratePending, origins } from '@coldopen/core/document'
import { Effect } from 'effect'
import * as Y from 'yjs'
import type { Ids } from '../identity/Ids.ts'
import { isOfEpoch } from '../outbox/Line.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { Entry, LocalStoreShape, Write } from '../store/LocalStore.ts'
import type { CursorRecord, SessionRecord } from '../store/Tables.ts'
import { adoptJournals } from './AdoptJournals.ts'
import { furthest, isLost, lostCursor, succeed } from './CursorRows.ts'
import type { DeviceSessions } from './DeviceSessions.ts'
import { freshClientId } from './FreshClientId.ts'

/** A document as the disk has it, under a fresh session, with the work of killed sessions in its line. */
export interface Loaded {
  readonly document: string
  readonly session: string
  readonly doc: Y.Doc
  readonly cursor: CursorRecord
  readonly updates: readonly Entry<'updates'>[]
  readonly outbox: readonly Entry<'outbox'>[]
  /** The sessions of this device that wrote into it and live no more. */
  readonly sessions: ReadonlyMap<string, SessionRecord>
  /** What the disk must still be told of the adoption. */
  readonly writes: readonly Write[]
}

/**
 * Reads a document from disk and adopts what killed sessions left: their journals become events behind the line,
 * each under its own session id and with the log position its author had. What another tab has not sealed yet is left
 * out: it comes through the log, so that nothing written here can build on what is in no line. `taken` is the copy that is
 * open here already: the journals it took over are in its line, and it goes on under its own session.
 */
export const loadDocument = Effect.fnUntraced(function* (
  store: LocalStoreShape,
  document: string,
  ids: Ids,
  now: () => number,
  taken: DeviceSessions | null = null,
): Effect.fn.Return<Loaded, DeviceCannotSave> {
  const ended = yield* endedSessions(store, document)
  const tables = ['cursors', 'journal', 'updates', 'outbox', 'sessions'] as const
  const { cursors, journal, updates, outbox, sessions } = yield* store.snapshot(tables, [document])
  const over = cursors.filter(({ key }) => key[1] === '' || ended.has(key[1]))
  const known = furthest(cursors.map(({ value }) => value))
  const dead = sessions.filter(({ key }) => ended.has(key[1]))
  const alive = new Set(journal.flatMap(({ key }) => (ended.has(key[1]) ? [] : [key.join()])))
  const sealed = updates.filter(({ key }) => !alive.has(key.join()))
  const orphaned = Map.groupBy(
    journal.filter(({ key }) => ended.has(key[1]) && taken?.has(key[1]) !== true),
    ({ key }) => key[1],
  )
  const lost =
    over.some(({ value }) => isLost(value)) ||
    dead.some(({ value }) => missedEpoch(value, known)) ||
    outbox.some(({ value }) => ended.has(value.session) && !isOfEpoch(value, known.epoch))
  const adopted = adoptJournals({ orphaned, updates, outbox, sessions, lost, ids, now })
  const cursor = lost ? lostCursor : known
  const session = taken?.own ?? ids.uuid()
  return {
    document,
    session,
    doc: build(document, sealed, ids),
    cursor,
    updates: sealed,
    outbox: [...outbox, ...adopted.outbox],
    sessions: new Map(dead.map(({ key, value }) => [key[1], value])),
    writes: [...adopted.writes, ...succeed(document, session, cursor, over)],
  }
})

/**
 * The sessions of a document that write nothing any more, whoever reads it next. Asked before anything of theirs is
 * read, so that all of it is seen, and everyone who adopts it makes the same events of it.
 */
const endedSessions = Effect.fnUntraced(function* (
  store: LocalStoreShape,
  document: string,
): Effect.fn.Return<ReadonlySet<string>, DeviceCannotSave> {
  const wrote = yield* store.keys('sessions', [document])
  const read = yield* store.keys('cursors', [document])
  const sessions = new Set([...wrote, ...read].map(([, session]) => session))
  sessions.delete('')
  return yield* store.ended(document, [...sessions])
})

/**
 * Another tab brought the document in step with a new epoch, but not the work of this session, which lived then; or it wrote
 * while the epoch was surveyed.
 */
const missedEpoch = ({ epoch }: SessionRecord, cursor: CursorRecord): boolean =>
  epoch !== 0 && epoch !== cursor.epoch

const build = (document: string, updates: readonly Entry<'updates'>[], ids: Ids): Y.Doc => {
  const doc = new Y.Doc({ guid: document })
  Y.transact(
    doc,
    () => {
      for (const { value } of updates) Y.applyUpdate(doc, value.body, origins.load)
      integratePending(doc, origins.load)
    },
    origins.load,
    false,
  )
  doc.clientID = freshClientId(doc, ids)
  return doc
}
