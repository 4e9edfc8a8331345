import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import { Device } from '../testing/Device.ts'
import { during, pass } from '../testing/PassTime.ts'
import { Studio, textOf } from '../testing/Studio.ts'

describe('a restored log', () => {
  it.effect('OUT-5 gets back from its writers what the backup lacked', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      yield* studio.letIn('editor')
      const [mine, theirs] = [yield* studio.session(studio.ann), yield* studio.session(studio.ben)]
      textOf(mine.doc).insert(0, 'one')
      yield* pass(1_000)
      const backup = studio.events.length
      textOf(theirs.doc).insert(3, ' two')
      yield* pass(1_000)
      textOf(mine.doc).insert(7, ' three')
      textOf(mine.doc).delete(0, 1)
      yield* pass(1_000)
      studio.server.log.restore(studio.script, backup)
      textOf(theirs.doc).insert(0, 'zero ')
      yield* pass(40_000)
      expect(textOf(studio.replay).toString()).toBe('zero ne two three')
      for (const session of [mine, theirs]) {
        expect(textOf(session.doc).toString()).toBe('zero ne two three')
        expect(session.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
      }
      expect(studio.events.map(({ seq }) => seq)).toEqual(studio.events.map((_, i) => i + 1))
    }),
  )

  it.effect('OUT-5 also when the device was killed while it read the log anew', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const first = yield* studio.session(studio.ann)
      textOf(first.doc).insert(0, 'one')
      yield* pass(1_000)
      textOf(first.doc).insert(3, ' two')
      yield* pass(1_000)
      studio.server.log.restore(studio.script, 1)
      studio.ann.wire.latency = 200
      textOf(first.doc).insert(7, ' three')
      yield* during(() => first.saved())
      yield* pass(500)
      yield* studio.ann.crash
      yield* studio.ann.start
      const again = yield* studio.session(studio.ann)
      yield* pass(20_000)
      expect(textOf(studio.replay).toString()).toBe('one two three')
      expect(again.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
    }),
  )

  it.effect('OUT-5 also for a tab that died, by another tab of its disk', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const other = new Device(studio.server, 93, studio.ann)
      yield* other.start
      const [dying, living] = [yield* studio.session(studio.ann), yield* studio.session(other)]
      textOf(dying.doc).insert(0, 'one')
      yield* pass(1_000)
      expect(textOf(living.doc).toString()).toBe('one')
      yield* studio.ann.crash
      studio.server.log.restore(studio.script, 0)
      yield* pass(60_000)
      expect(textOf(studio.replay).toString()).toBe('one')
      expect(living.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
      const cursors = studio.ann.disk.tables.list('cursors', [studio.script])
      expect(cursors.map(({ value }) => value)).toEqual([{ epoch: 2, seq: studio.events.length }])
    }),
  )

  it.effect('OUT-3 a tab that died while the disk was full is taken over once', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const other = new Device(studio.server, 93, studio.ann)
      yield* other.start
      const [dying, living] = [yield* studio.session(studio.ann), yield* studio.session(other)]
      studio.ann.wire.online = false
      textOf(dying.doc).insert(0, 'one')
      yield* during(() => dying.saved())
      studio.ann.disk.fail('the disk is full')
      yield* studio.ann.crash
      yield* pass(180_000)
      studio.ann.disk.fail(null)
      yield* pass(60_000)
      expect(textOf(studio.replay).toString()).toBe('one')
      expect(textOf(living.doc).toString()).toBe('one')
      expect(studio.ann.disk.tables.list('outbox', [studio.script])).toEqual([])
      expect(living.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
    }),
  )
})

describe('a clientID that another session has', () => {
  const collide = Effect.gen(function* () {
    const studio = new Studio()
    yield* studio.open
    yield* studio.letIn('editor')
    const theirs = yield* studio.session(studio.ben)
    textOf(theirs.doc).insert(0, 'ben ')
    yield* pass(1_000)
    studio.ann.ids.clientId = () => theirs.doc.clientID
    return { studio, theirs }
  })

  it.effect('OUT-6 is given up before anything is written', () =>
    Effect.gen(function* () {
      const { studio, theirs } = yield* collide
      const fresh = studio.ann.ids.clientId
      let asked = 0
      studio.ann.ids.clientId = () => (asked++ === 0 ? fresh() : 4242)
      const mine = yield* studio.session(studio.ann)
      yield* pass(1_000)
      textOf(mine.doc).insert(0, 'ann ')
      yield* pass(2_000)
      expect(textOf(theirs.doc).toString()).toBe('ann ben ')
    }),
  )

  it.effect('OUT-6 is exchanged under what was written offline, in a copy opened anew', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      yield* studio.letIn('editor')
      yield* during(() => studio.ben.client.documents.open(studio.script).then((it) => it.close()))
      const mine = yield* studio.session(studio.ann)
      textOf(mine.doc).insert(0, 'ann ')
      yield* pass(1_000)
      studio.ben.wire.online = false
      const collided = mine.doc.clientID
      const ids = studio.ben.ids
      const original = ids.clientId
      ids.clientId = () => collided
      const theirs = yield* studio.session(studio.ben)
      expect(theirs.doc.clientID).toBe(collided)
      ids.clientId = original
      textOf(theirs.doc).insert(0, 'ben ')
      yield* pass(2_000)
      studio.ben.wire.online = true
      yield* pass(10_000)
      expect(theirs.lapsed.get()).toBe(true)
      yield* during(() => theirs.close())
      const again = yield* studio.session(studio.ben)
      yield* pass(5_000)
      expect(again.state.get()).toMatchObject({ status: 'persisted', pending: 0 })
      expect(textOf(again.doc).toString()).toBe(textOf(mine.doc).toString())
      expect(textOf(mine.doc).toString().split(' ').sort()).toEqual(['', 'ann', 'ben'])
    }),
  )
})
