import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import { defaultConfig } from '../session/EngineConfig.ts'
import { pass } from '../testing/PassTime.ts'
import { Studio, textOf } from '../testing/Studio.ts'

/** A studio whose log has a snapshot after every five events, and whose devices ask for one when three behind. */
const studioWithSnapshots = Effect.gen(function* () {
  const studio = new Studio()
  studio.server.log.snapshotEvery = 5
  for (const device of [studio.ann, studio.ben]) {
    device.config = { ...defaultConfig, snapshotBehind: 3 }
  }
  yield* studio.open
  return studio
})

const write = Effect.fnUntraced(function* (text: () => ReturnType<typeof textOf>, words: string[]) {
  for (const word of words) {
    text().insert(text().length, word)
    yield* pass(1_000)
  }
})

const words = ['one ', 'two ', 'three ', 'four ', 'five ', 'six ', 'seven ']

describe('catching up by a snapshot', () => {
  it.effect('IN-3 a device new to a document begins at the snapshot and writes on', () =>
    Effect.gen(function* () {
      const studio = yield* studioWithSnapshots
      const mine = yield* studio.session(studio.ann)
      yield* write(() => textOf(mine.doc), words)
      yield* studio.letIn('editor')
      const theirs = yield* studio.session(studio.ben)
      yield* pass(2_000)
      expect(studio.server.log.snapshotsRead).toBeGreaterThan(0)
      expect(textOf(theirs.doc).toString()).toBe(words.join(''))
      textOf(theirs.doc).insert(0, 'zero ')
      yield* pass(2_000)
      expect(textOf(mine.doc).toString()).toBe(`zero ${words.join('')}`)
      expect(textOf(studio.replay).toString()).toBe(`zero ${words.join('')}`)
      expect(theirs.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
    }),
  )

  it.effect('IN-3 one that was away keeps its unsent work, and forgets nothing when killed', () =>
    Effect.gen(function* () {
      const studio = yield* studioWithSnapshots
      yield* studio.letIn('editor')
      const mine = yield* studio.session(studio.ann)
      const theirs = yield* studio.session(studio.ben)
      yield* write(() => textOf(mine.doc), ['start '])
      studio.ben.wire.online = false
      textOf(theirs.doc).insert(0, 'away ')
      yield* pass(500)
      yield* write(() => textOf(mine.doc), words)
      yield* studio.ben.crash
      yield* studio.ben.start
      studio.ben.wire.online = true
      const again = yield* studio.session(studio.ben)
      yield* pass(500)
      yield* studio.ben.crash
      yield* studio.ben.start
      const reopened = yield* studio.session(studio.ben)
      yield* pass(20_000)
      expect(again.id).toBe(reopened.id)
      expect(studio.server.log.snapshotsRead).toBeGreaterThan(0)
      const end = `away start ${words.join('')}`
      expect(textOf(reopened.doc).toString()).toBe(end)
      expect(textOf(mine.doc).toString()).toBe(end)
      expect(textOf(studio.replay).toString()).toBe(end)
      expect(reopened.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
    }),
  )

  it.effect('IN-3 OUT-5 a restored log is read by its events, although it has a snapshot', () =>
    Effect.gen(function* () {
      const studio = yield* studioWithSnapshots
      const mine = yield* studio.session(studio.ann)
      yield* write(() => textOf(mine.doc), words)
      const before = studio.server.log.snapshotsRead
      studio.server.log.restore(studio.script, 6)
      yield* pass(40_000)
      expect(studio.server.log.snapshotsRead).toBe(before)
      expect(textOf(studio.replay).toString()).toBe(words.join(''))
      expect(mine.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
    }),
  )
})
