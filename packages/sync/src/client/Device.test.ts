import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import { pass } from '../testing/PassTime.ts'
import { Studio, textOf } from '../testing/Studio.ts'

const fixture = Effect.gen(function* () {
  const studio = new Studio()
  yield* studio.open
  const session = yield* studio.session(studio.ann)
  textOf(session.doc).insert(0, 'sent. ')
  yield* pass(1_000)
  return { studio, session }
})

/** Ann's device dies and is started again. */
const again = Effect.fnUntraced(function* (studio: Studio) {
  yield* studio.ann.crash
  yield* studio.ann.start
  yield* pass(1_000)
  return yield* studio.session(studio.ann)
})

describe('what this device keeps', () => {
  it.effect('STO-21 a change is on its way to disk until it is there', () =>
    Effect.gen(function* () {
      const { studio, session } = yield* fixture
      const { device } = studio.ann.client
      expect(device.get()).toMatchObject({ writing: new Set(), refused: new Map(), error: null })
      textOf(session.doc).insert(0, 'now. ')
      expect([...device.get().writing]).toEqual([studio.script])
      yield* pass(10)
      expect([...device.get().writing]).toEqual([])
    }),
  )

  it.effect('STO-21 a refused change is named until there is room, then saved and sent once', () =>
    Effect.gen(function* () {
      const { studio, session } = yield* fixture
      const { device } = studio.ann.client
      studio.ann.disk.fail('the disk is full')
      textOf(session.doc).insert(0, 'kept in memory. ')
      yield* pass(30_000)
      expect([...device.get().refused]).toEqual([[studio.script, studio.project]])
      expect(device.get().error?.detail).toBe('the disk is full')
      expect([...device.get().writing]).toEqual([studio.script])
      studio.ann.disk.fail(null)
      yield* pass(5_000)
      expect(device.get()).toMatchObject({ writing: new Set(), refused: new Map(), error: null })
      const next = yield* again(studio)
      expect(textOf(next.doc).toString()).toBe('kept in memory. sent. ')
      expect(textOf(studio.replay).toString()).toBe('kept in memory. sent. ')
    }),
  )

  it.effect('STO-21 a device that does not answer is named, until it does', () =>
    Effect.gen(function* () {
      const { studio, session } = yield* fixture
      const { device } = studio.ann.client
      const answer = studio.ann.disk.hang()
      textOf(session.doc).insert(0, 'in memory. ')
      yield* pass(10_000)
      expect(device.get()).toMatchObject({ writing: new Set([studio.script]), error: null })
      yield* pass(20_000)
      expect([...device.get().refused]).toEqual([[studio.script, studio.project]])
      expect(device.get().error?.detail).toMatch(/does not answer.*export/)
      answer()
      yield* pass(1_000)
      expect(device.get()).toMatchObject({ writing: new Set(), refused: new Map(), error: null })
      const next = yield* again(studio)
      expect(textOf(next.doc).toString()).toBe('in memory. sent. ')
    }),
  )

  it.effect('STO-21 a script closed while the disk is full stays named, and is saved later', () =>
    Effect.gen(function* () {
      const { studio, session } = yield* fixture
      const { device } = studio.ann.client
      studio.ann.disk.fail('the disk is full')
      textOf(session.doc).insert(0, 'closed too soon. ')
      yield* Effect.promise(() => session.close()).pipe(Effect.forkChild)
      yield* pass(10_000)
      expect([...device.get().refused]).toEqual([[studio.script, studio.project]])
      studio.ann.disk.fail(null)
      yield* pass(10_000)
      expect([...device.get().refused]).toEqual([])
      const next = yield* again(studio)
      expect(textOf(next.doc).toString()).toBe('closed too soon. sent. ')
    }),
  )
})

describe('site data cleared under a running app', () => {
  it.effect('STO-20 what is open is written again, whole, sent or not', () =>
    Effect.gen(function* () {
      const { studio, session } = yield* fixture
      studio.ann.wire.online = false
      textOf(session.doc).insert(0, 'not sent. ')
      yield* pass(2_000)
      studio.ann.disk.empty()
      yield* pass(10)
      textOf(session.doc).insert(0, 'after. ')
      yield* pass(10)
      const before = textOf(session.doc).toString()
      expect(before).toBe('after. not sent. sent. ')
      studio.ann.wire.online = true
      const next = yield* again(studio)
      expect(textOf(next.doc).toString()).toBe(before)
      expect(studio.ann.client.library.projects.get().map(({ title }) => title)).toEqual(['Night'])
      yield* pass(60_000)
      expect(textOf(studio.replay).toString()).toBe(before)
      const ids = studio.events.map(({ event_id }) => event_id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(next.state.get()).toMatchObject({ status: 'persisted', error: null })
    }),
  )

  it.effect('STO-20 the cursor never speaks of what was cleared', () =>
    Effect.gen(function* () {
      const { studio, session } = yield* fixture
      studio.ann.disk.empty()
      textOf(session.doc).insert(0, 'after. ')
      yield* pass(1_000)
      const next = yield* again(studio)
      expect(next.doc.store.pendingStructs).toBeNull()
      expect(textOf(next.doc).toString()).toBe('after. sent. ')
    }),
  )
})
