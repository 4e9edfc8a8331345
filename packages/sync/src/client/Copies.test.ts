import { describe, expect, it } from '@effect/vitest'
import { Clock, Effect } from 'effect'
import { Device } from '../testing/Device.ts'
import { during, pass } from '../testing/PassTime.ts'
import { Studio, textOf } from '../testing/Studio.ts'

/** A device with everything that is on another's disk at this moment, and signed in as the same account. */
const copyOf = (studio: Studio, device: Device, seed: number): Device => {
  const copy = new Device(studio.server, seed)
  copy.disk.tables.apply([...device.disk.tables.writes()])
  copy.token.account = device.token.account
  return copy
}

const words = (text: string) => text.split(' ').filter(Boolean).sort()

describe('a browser profile that was copied', () => {
  it.effect.each([0, 40, 120, 400, 2_000])(
    'OUT-21 while somebody wrote in it, %i ms after: both go on, and every word is there once',
    (after) =>
      Effect.gen(function* () {
        const studio = new Studio()
        yield* studio.open
        const mine = yield* studio.session(studio.ann)
        textOf(mine.doc).insert(0, 'before ')
        yield* pass(1_000)
        studio.ann.wire.online = false
        textOf(mine.doc).insert(0, 'unsent ')
        yield* during(() => mine.saved())
        yield* pass(after)
        textOf(mine.doc).insert(0, 'latest ')
        yield* during(() => mine.saved())
        const copy = copyOf(studio, studio.ann, 95)
        yield* copy.start
        const theirs = yield* studio.session(copy)
        textOf(mine.doc).insert(0, 'here ')
        textOf(theirs.doc).insert(0, 'there ')
        yield* pass(3_000)
        studio.ann.wire.online = true
        yield* pass(40_000)
        const expected = words('before unsent latest here there')
        const again = theirs.lapsed.get() ? yield* studio.session(copy) : theirs
        const own = mine.lapsed.get() ? yield* studio.session(studio.ann) : mine
        yield* pass(10_000)
        expect(words(textOf(studio.replay).toString())).toEqual(expected)
        for (const session of [own, again]) {
          expect(words(textOf(session.doc).toString())).toEqual(expected)
          expect(session.state.get()).toMatchObject({ status: 'persisted', parked: 0, error: null })
        }
      }),
  )
})

describe('a browser profile that was copied with two windows open', () => {
  it.effect(
    'OUT-21 OUT-5 the window that does not send makes anew what the log refused of it',
    () =>
      Effect.gen(function* () {
        const studio = new Studio()
        yield* studio.open
        const sends = yield* studio.session(studio.ann)
        const other = new Device(studio.server, 96, studio.ann)
        yield* other.start
        const writes = yield* studio.session(other)
        yield* pass(3_000)
        studio.ann.wire.online = other.wire.online = false
        yield* pass(35_000)
        textOf(writes.doc).insert(0, 'first ')
        yield* pass(50)
        textOf(writes.doc).insert(6, 'both ')
        yield* pass(50)
        expect(studio.ann.disk.tables.list('journal', [studio.script])).toHaveLength(1)
        const copy = copyOf(studio, studio.ann, 97)
        textOf(writes.doc).insert(11, 'here ')
        yield* copy.start
        const theirs = yield* studio.session(copy)
        yield* pass(3_000)
        expect(textOf(studio.replay).toString()).toBe('first both ')
        studio.ann.wire.online = true
        studio.ann.tell('woke')
        yield* pass(2_000)
        expect(sends.state.get()).toMatchObject({ parked: 1, error: { _tag: 'Incompatible' } })
        other.wire.online = true
        other.tell('woke')
        yield* pass(5_000)
        for (const session of [sends, writes, theirs]) {
          expect(textOf(session.doc).toString()).toBe('first both here ')
          expect(session.state.get()).toMatchObject({ status: 'persisted', parked: 0, error: null })
        }
        expect(textOf(studio.replay).toString()).toBe('first both here ')
      }),
  )
})

/** The same clock, wrong by so much. */
const wrong = (clock: Clock.Clock, ms: number): Clock.Clock => ({
  ...clock,
  currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + ms,
  currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + ms),
  currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe(),
  currentTimeNanos: clock.currentTimeNanos,
  monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
  monotonicTimeNanos: clock.monotonicTimeNanos,
  sleep: (duration) => clock.sleep(duration),
})
const year = 365 * 24 * 3_600_000

describe('a device whose clock is wrong', () => {
  it.effect.each([3 * year, -7_200_000])(
    'IN-21 by %i ms: what it writes stands where the log puts it, and rows keep a time that was',
    (ms) =>
      Effect.gen(function* () {
        const studio = new Studio()
        yield* pass(1_000)
        yield* studio.open
        yield* studio.letIn('editor')
        const clock = yield* Clock.Clock
        yield* studio.ben.crash
        yield* studio.ben.start.pipe(Effect.provideService(Clock.Clock, wrong(clock, ms)))
        const [mine, theirs] = [
          yield* studio.session(studio.ann),
          yield* studio.session(studio.ben),
        ]
        for (const mark of ['one ', 'two ', 'three ']) {
          textOf(theirs.doc).insert(textOf(theirs.doc).length, mark)
          yield* pass(2_000)
          textOf(mine.doc).insert(textOf(mine.doc).length, `${mark.trim()}! `)
          yield* pass(2_000)
        }
        const written = 'one one! two two! three three! '
        expect(textOf(mine.doc).toString()).toBe(written)
        expect(textOf(theirs.doc).toString()).toBe(written)
        expect(textOf(studio.replay).toString()).toBe(written)
        const now = clock.currentTimeMillisUnsafe()
        const offs = studio.events.map(({ authored_at }) => Date.parse(authored_at) - now)
        expect(offs.some((off) => Math.abs(off - ms) < 60_000)).toBe(true)
        const row = () => studio.ann.client.library.projects.get()[0]
        expect(Date.parse(row()?.updatedAt ?? '')).toBeLessThanOrEqual(now)
        yield* during(() => theirs.close())
        yield* studio.ben.crash
        yield* studio.ben.start
        yield* pass(1_000)
        const [theirRow] = studio.ben.client.library.projects.get()
        const later = clock.currentTimeMillisUnsafe()
        expect(Date.parse(theirRow?.updatedAt ?? '')).toBeLessThanOrEqual(later)
      }),
  )
})
