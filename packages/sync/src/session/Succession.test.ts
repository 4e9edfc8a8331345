import { makeDice } from '@coldopen/core/testing'
import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import type { DocumentSession } from '../client/Client.ts'
import { Device } from '../testing/Device.ts'
import { during, pass } from '../testing/PassTime.ts'
import { Studio, textOf } from '../testing/Studio.ts'

/** Ann's script in two tabs of one browser, of which the second will take the first for dead. */
const twoTabs = Effect.gen(function* () {
  const studio = new Studio()
  yield* studio.open
  const other = new Device(studio.server, 93, studio.ann)
  yield* other.start
  const mine = yield* studio.session(studio.ann)
  yield* pass(1_000)
  studio.ann.wire.online = false
  other.wire.online = false
  return { studio, other, mine }
})

const write = (session: DocumentSession, words: string) => {
  const text = textOf(session.doc)
  text.insert(text.length, words)
}

/** The second tab opens the script now and takes over what it takes for a dead tab's. */
const mistake = Effect.fnUntraced(function* (studio: Studio, other: Device) {
  studio.ann.disk.mistake(1)
  const session = yield* studio.session(other)
  studio.ann.disk.mistake(0)
  return session
})

/** Both tabs reach the server again, and what lapsed is opened again. */
const settle = Effect.fnUntraced(function* (studio: Studio, other: Device) {
  const sessions: DocumentSession[] = []
  for (const device of [studio.ann, other]) {
    device.wire.online = true
    sessions.push(yield* studio.session(device))
  }
  yield* pass(65_000)
  return sessions
})

describe('a tab that was taken for dead', () => {
  it.effect('OUT-12 goes on under an heir: what it wrote before and after arrives once', () =>
    Effect.gen(function* () {
      const { studio, other, mine } = yield* twoTabs
      write(mine, 'before. ')
      yield* during(() => mine.saved())
      expect(studio.ann.disk.tables.list('journal', [studio.script])).toHaveLength(1)
      const theirs = yield* mistake(studio, other)
      expect(textOf(theirs.doc).toString()).toBe('before. ')
      write(mine, 'after. ')
      yield* during(() => mine.saved())
      yield* pass(100)
      expect(mine.lapsed.get()).toBe(true)
      const again = yield* studio.session(studio.ann)
      expect(textOf(again.doc).toString()).toBe('before. after. ')
      for (const session of yield* settle(studio, other)) {
        expect(textOf(session.doc).toString()).toBe('before. after. ')
        expect(session.state.get()).toMatchObject({ status: 'persisted', error: null })
      }
      expect(textOf(studio.replay).toString()).toBe('before. after. ')
      expect(studio.server.log.reuses).toBe(0)
    }),
  )

  it.effect('OUT-12 erases what it erased meanwhile, its own words and others’', () =>
    Effect.gen(function* () {
      const { studio, other, mine } = yield* twoTabs
      write(mine, 'stays erased ')
      yield* during(() => mine.saved())
      yield* mistake(studio, other)
      write(mine, 'mistake')
      textOf(mine.doc).delete(6, 10)
      yield* during(() => mine.saved())
      for (const session of yield* settle(studio, other)) {
        expect(textOf(session.doc).toString()).toBe('stays take')
      }
      expect(textOf(studio.replay).toString()).toBe('stays take')
      expect(studio.server.log.reuses).toBe(0)
    }),
  )

  it.effect('OUT-12 loses nothing when the disk refuses just then', () =>
    Effect.gen(function* () {
      const { studio, other, mine } = yield* twoTabs
      write(mine, 'before. ')
      yield* during(() => mine.saved())
      yield* mistake(studio, other)
      studio.ann.disk.fail('the disk is full')
      write(mine, 'after. ')
      yield* pass(5_000)
      studio.ann.disk.fail(null)
      yield* pass(5_000)
      expect(mine.lapsed.get()).toBe(true)
      for (const session of yield* settle(studio, other)) {
        expect(textOf(session.doc).toString()).toBe('before. after. ')
      }
    }),
  )

  for (const seed of Array.from({ length: 12 }, (_, i) => i)) {
    it.effect(`OUT-12 whenever it is taken for dead, once or again, seed ${seed}`, () =>
      Effect.gen(function* () {
        const dice = makeDice(seed * 31 + 7)
        const { studio, other } = yield* twoTabs
        const tabs = [studio.ann, other]
        const words: string[] = []
        for (let step = 0; step < 40; step++) {
          const device = tabs[dice.below(2)]!
          studio.ann.disk.mistake(dice.below(3) === 0 ? 2 : 0)
          const session = yield* studio.session(device)
          for (let n = dice.below(3); n >= 0 && !session.lapsed.get(); n--) {
            const word = `<${words.length}>`
            words.push(word)
            textOf(session.doc).insert(dice.below(textOf(session.doc).length + 1), word)
            if (dice.below(2) === 0) yield* pass(50)
          }
          device.wire.online = dice.below(2) === 0
          if (dice.below(3) === 0)
            yield* Effect.promise(() => session.close()).pipe(Effect.forkChild)
          if (dice.below(3) === 0) yield* pass(dice.below(400))
        }
        studio.ann.disk.mistake(0)
        yield* pass(10_000)
        const [mine, theirs] = yield* settle(studio, other)
        const said = textOf(studio.replay).toString()
        expect([...said].filter((letter) => letter === '<')).toHaveLength(words.length)
        expect(textOf(mine!.doc).toString()).toBe(said)
        expect(textOf(theirs!.doc).toString()).toBe(said)
        expect(studio.server.log.reuses).toBe(0)
      }),
    )
  }
})
