import { type Dice, makeDice } from '@coldopen/core/testing'
import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import { toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { LoggedEvent } from '../protocol/Event.ts'
import { MemoryDisk } from '../store/LocalStore.memory.ts'
import type { Write } from '../store/LocalStore.ts'
import { deviceIds } from '../testing/Device.ts'
import { furthest } from './CursorRows.ts'
import { freshClientId } from './FreshClientId.ts'
import { loadDocument } from './LoadDocument.ts'
import { Replica } from './Replica.ts'
import { Succession } from './Succession.ts'

const document = 'd'
const marksOf = (doc: Y.Doc) => doc.getArray<string>('marks')

/** A log in which some events stand before what they build on, as after a restore. */
const restoredLog = (dice: Dice): readonly Uint8Array[] => {
  const writers = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const
  for (const [at, writer] of writers.entries()) writer.clientID = at + 1
  const bodies: Uint8Array[] = []
  for (let n = 0; n < 12; n++) {
    const writer = dice.pick(writers)
    const before = Y.encodeStateVector(writer)
    const marks = marksOf(writer)
    marks.insert(dice.below(marks.length + 1), [`log-${n}`])
    if (dice.below(4) === 0) marks.delete(dice.below(marks.length))
    const body = Y.encodeStateAsUpdate(writer, before)
    bodies.splice(Math.max(0, bodies.length - dice.below(4)), 0, body)
    for (const other of writers) Y.applyUpdate(other, Y.encodeStateAsUpdate(writer))
  }
  return bodies
}

const asEvent = (body: Uint8Array, at: number): LoggedEvent => ({
  seq: at + 1,
  event_id: `e${at}`,
  actor_id: 'a',
  session_id: 'other',
  session_seq: at + 1,
  base_seq: 0,
  client_id: 1,
  encoding: 'v1',
  body: toBase64(body),
  authored_at: '',
  committed_at: '2026-01-01T00:00:00Z',
})

/** A tab over a disk, with what it wrote and erased. */
const openTab = Effect.fnUntraced(function* (disk: MemoryDisk, seed: number) {
  const { store } = disk.open()
  const ids = deviceIds(seed)
  const loaded = yield* loadDocument(store, document, ids, () => 0)
  yield* store.hold(loaded.session)
  const waiting: Write[] = [...loaded.writes]
  const replica: Replica = new Replica(loaded, {
    ids,
    now: () => 0,
    edited: () => undefined,
    write: (writes) => void waiting.push(...writes),
  })
  const succession = new Succession({
    store,
    document,
    session: loaded.session,
    clientId: () => replica.clientId,
    epoch: () => replica.epoch,
    freshSession: () => ids.uuid(),
    freshClientId: () => freshClientId(loaded.doc, ids),
    hold: () => Effect.void,
    ended: () => undefined,
  })
  const save = Effect.suspend(() => succession.commit(waiting.splice(0)))
  return { replica, save }
})

describe('the heir of an ended session', () => {
  it.effect.each(Array.from({ length: 40 }, (_, i) => i))(
    'OUT-12 IN-2 has on disk what it said, and what the log said up to its cursor: seed %i',
    (seed) =>
      Effect.scoped(
        Effect.gen(function* () {
          const dice = makeDice(seed * 17 + 3)
          const disk = new MemoryDisk()
          const log = restoredLog(dice)
          const { replica, save } = yield* openTab(disk, seed)
          replica.adoptEpoch(1)
          yield* save
          const marks = marksOf(replica.doc)
          const said: string[] = []
          let told = 0
          for (let n = 0; n < 40; n++) {
            const what = dice.below(6)
            if (what < 2) {
              const mark = `own-${said.push(`own-${said.length}`) - 1}`
              marks.insert(dice.below(marks.length + 1), [mark])
              if (dice.below(2) === 0) replica.flush()
            } else if (what === 2 && told < log.length) {
              const more = 1 + dice.below(2)
              replica.receive(log.map(asEvent).slice(told, told + more))
              told = replica.cursor
            } else if (what === 3) replica.seal()
            else if (what === 4) yield* save
            else if (dice.below(3) === 0) {
              const other = disk.open().store
              disk.mistake(1)
              const sessions = (yield* other.keys('sessions', [document])).map(([, id]) => id)
              yield* other.ended(document, sessions)
            }
          }
          replica.flush()
          yield* save
          const { cursors } = disk.tables.snapshot(['cursors'], [document])
          disk.mistake(1)
          const again = yield* loadDocument(
            disk.open().store,
            document,
            deviceIds(seed + 500),
            () => 0,
          )
          const there = marksOf(again.doc).toArray()
          expect(said.filter((mark) => !there.includes(mark))).toEqual([])
          expect(new Set(there).size).toBe(there.length)
          const reached = furthest(cursors.map(({ value }) => value)).seq
          for (const body of log.slice(0, reached)) Y.applyUpdate(again.doc, body)
          expect(marksOf(again.doc).toArray().toSorted()).toEqual(there.toSorted())
        }),
      ),
  )
})
