import { describe, expect, it } from '@effect/vitest'
import { Context, Effect } from 'effect'
import * as Y from 'yjs'
import { MemoryDisk } from '../store/LocalStore.memory.ts'
import { put } from '../store/LocalStore.ts'
import { MemoryTabs } from '../tabs/Tabs.memory.ts'
import { deviceIds } from '../testing/Device.ts'
import { pass } from '../testing/PassTime.ts'
import { defaultConfig } from './EngineConfig.ts'
import { openDocument } from './OpenDocument.ts'

describe('the line of a device', () => {
  it.effect(
    'OUT-5 LOG-4 what a survey made anew does not come back from a disk that still shows it',
    () =>
      Effect.scoped(
        Effect.gen(function* () {
          const disk = new MemoryDisk()
          const doc = new Y.Doc()
          doc.getText('t').insert(0, 'word')
          disk.tables.apply([
            put('cursors', ['d', 'dead'], { epoch: 1, seq: 0 }),
            put('sessions', ['d', 'dead'], { clientId: doc.clientID, nextSeq: 1, epoch: 1 }),
            put('updates', ['d', 'dead', 1], { body: Y.encodeStateAsUpdate(doc) }),
            put('journal', ['d', 'dead', 1], { base: 0 }),
          ])
          const parts = {
            store: disk.open().store,
            ids: deviceIds(1),
            config: defaultConfig,
            tabs: new MemoryTabs().open().tabs,
            context: Context.empty(),
            wrote: () => undefined,
          }
          const { replica, company, queue } = yield* openDocument(parts, 'd', true, {
            known: () => true,
            ensure: () => Effect.void,
            opened: () => undefined,
            lapsed: () => undefined,
            called: () => undefined,
          })
          yield* pass(100)
          const [old] = replica.line.ids
          disk.fail('the disk is full')
          replica.restart()
          replica.adoptEpoch(1)
          replica.settle()
          company.look()
          yield* pass(100)
          const anew = [...replica.line.ids]
          expect(anew).toHaveLength(1)
          expect(anew).not.toContain(old)
          expect(disk.tables.list('outbox', ['d']).map(({ key }) => key[2])).toEqual([old])
          disk.fail(null)
          queue.retry()
          yield* pass(100)
          company.look()
          yield* pass(100)
          expect([...replica.line.ids]).toEqual(anew)
          expect(disk.tables.list('outbox', ['d']).map(({ key }) => key[2])).toEqual(anew)
        }),
      ),
  )
})
