import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import * as Y from 'yjs'
import { MemoryDisk } from '../store/LocalStore.memory.ts'
import { put } from '../store/LocalStore.ts'
import type { CursorRecord } from '../store/Tables.ts'
import { deviceIds } from '../testing/Device.ts'
import { lostCursor } from './CursorRows.ts'
import { loadDocument } from './LoadDocument.ts'

/** A disk on which a tab died before it sealed what it wrote, and what its next opening has in its line. */
const adopted = Effect.fnUntraced(function* (cursor: CursorRecord, epoch: number) {
  const disk = new MemoryDisk()
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'word')
  disk.tables.apply([
    put('cursors', ['d', 'dead'], cursor),
    put('sessions', ['d', 'dead'], { clientId: doc.clientID, nextSeq: 1, epoch }),
    put('updates', ['d', 'dead', 1], { body: Y.encodeStateAsUpdate(doc) }),
    put('journal', ['d', 'dead', 1], { base: cursor.seq }),
  ])
  const { outbox } = yield* loadDocument(disk.open().store, 'd', deviceIds(1), () => 0)
  return outbox.map(({ value }) => [value.epoch, value.event.base_seq])
})

describe('what a dead tab had not sealed', () => {
  it.effect('OUT-1 LOG-4 is sent as it is to the log it was written for', () =>
    Effect.gen(function* () {
      expect(yield* adopted({ epoch: 2, seq: 7 }, 2)).toEqual([[2, 7]])
    }),
  )

  it.effect.each([0, 2])(
    'OUT-5 LOG-4 is of no log when a survey had not ended, whatever its record says: epoch %i',
    (epoch) =>
      Effect.gen(function* () {
        expect(yield* adopted(lostCursor, epoch)).toEqual([[lostCursor.epoch, 0]])
      }),
  )
})
