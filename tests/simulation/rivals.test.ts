import { Device, during, pass, textOf } from '@coldopen/sync/testing'
import { Effect } from 'effect'
import { describe, expect, it } from 'vitest'
import { early, logged, play } from './Scenario.ts'

const inStep = { status: 'persisted', pending: 0, parked: 0, error: null }

describe('SIM-4 y-electric and y-durable-streams', () => {
  // No public report was found; we reproduced both against the packages (design notes of the event log).
  it('y-electric 0.1.54, failed PUT: it took a change for acknowledged although the PUT had failed', () =>
    play(function* (studio) {
      yield* studio.open
      const first = yield* studio.session(studio.ann)
      yield* pass(500)
      studio.ann.wire.drops = 3
      textOf(first.doc).insert(0, 'one ')
      yield* pass(400)
      expect(studio.ann.wire.drops).toBeLessThan(3)
      expect(first.state.get()).toMatchObject({ status: 'syncing', error: { _tag: 'Offline' } })
      textOf(first.doc).insert(4, 'two')
      yield* during(() => first.saved())
      yield* studio.ann.crash
      yield* studio.ann.start
      const again = yield* studio.session(studio.ann)
      yield* pass(20_000)
      expect(logged(studio)).toBe('one two')
      expect(again.state.get()).toMatchObject(inStep)
    }))

  it('y-electric 0.1.54, resume key: the position to resume from was kept apart from the content it spoke of', () =>
    play(function* (studio) {
      yield* studio.open
      yield* studio.letIn('editor')
      const [mine, theirs] = [yield* studio.session(studio.ann), yield* studio.session(studio.ben)]
      yield* pass(500)
      studio.ben.disk.fail('the disk is full')
      textOf(mine.doc).insert(0, 'not on his disk')
      yield* pass(2_000)
      expect(textOf(theirs.doc).toString()).toBe('not on his disk')
      yield* studio.ben.crash
      studio.ben.disk.fail(null)
      yield* studio.ben.start
      const again = yield* studio.session(studio.ben)
      yield* pass(5_000)
      expect(textOf(again.doc).toString()).toBe('not on his disk')
      const cursors = studio.ben.disk.tables.list('cursors', [studio.script])
      expect(cursors.map(({ value }) => value.seq)).toEqual([studio.events.length])
      yield* studio.ben.crash
      studio.ben.wire.online = false
      yield* studio.ben.start
      const offline = yield* studio.session(studio.ben)
      expect(textOf(offline.doc).toString()).toBe('not on his disk')
    }))

  it('y-durable-streams 0.2.7, offline drop: what was written offline was never sent, and it said synced', () =>
    play(function* (studio) {
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      yield* pass(500)
      studio.ann.wire.online = false
      textOf(session.doc).insert(0, 'offline')
      yield* pass(30_000)
      expect(session.state.get()).toMatchObject({ status: 'syncing', pending: 1 })
      studio.ann.wire.online = true
      yield* pass(30_000)
      expect(logged(studio)).toBe('offline')
      expect(session.state.get()).toMatchObject(inStep)
    }))
})

describe('SIM-4 LiveStore', () => {
  it('#954: after the leading tab was gone, what the other had pending never left it', () =>
    play(function* (studio) {
      yield* studio.open
      const other = new Device(studio.server, 93, studio.ann)
      yield* other.start
      const [one, two] = [yield* studio.session(studio.ann), yield* studio.session(other)]
      studio.ann.wire.latency = 300
      textOf(one.doc).insert(0, 'leader')
      textOf(two.doc).insert(0, 'follower')
      yield* during(() => one.saved())
      yield* studio.ann.crash
      yield* pass(65_000)
      expect(two.state.get()).toMatchObject(inStep)
      expect(logged(studio)).toContain('leader')
      expect(logged(studio)).toContain('follower')
    }))

  it('#1394: of two that wrote offline and reconnected at once, one was stuck with a stale parent', () =>
    play(function* (studio) {
      yield* studio.open
      yield* studio.letIn('editor')
      const [mine, theirs] = [yield* studio.session(studio.ann), yield* studio.session(studio.ben)]
      yield* pass(500)
      studio.ann.wire.online = studio.ben.wire.online = false
      textOf(mine.doc).insert(0, 'A')
      textOf(theirs.doc).insert(0, 'B')
      yield* pass(10_000)
      studio.ann.wire.online = studio.ben.wire.online = true
      yield* pass(20_000)
      expect(logged(studio).split('').sort()).toEqual(['A', 'B'])
      for (const { doc, state } of [mine, theirs]) {
        expect(textOf(doc).toString()).toBe(logged(studio))
        expect(state.get()).toMatchObject(inStep)
      }
    }))

  it('#409: a crash while applying what came in left the head ahead of the content, and nothing started any more', () =>
    play(function* (studio) {
      yield* studio.open
      yield* studio.letIn('editor')
      const mine = yield* studio.session(studio.ann)
      let theirs = yield* studio.session(studio.ben)
      let crashes = 0
      for (let waits = 0; waits < 8; waits++) {
        yield* pass(2_000)
        expect(textOf(theirs.doc).toString()).toBe(logged(studio))
        studio.ben.crashAfter(waits)
        textOf(mine.doc).insert(0, `${waits} `)
        yield* pass(600)
        if (studio.ben.on) continue
        crashes++
        yield* studio.ben.crash
        yield* studio.ben.start
        theirs = yield* studio.session(studio.ben)
      }
      studio.ben.crashAfter(null)
      yield* pass(5_000)
      expect(crashes).toBeGreaterThan(3)
      expect(textOf(theirs.doc).toString()).toBe(logged(studio))
      expect(textOf(mine.doc).toString()).toBe(logged(studio))
    }))

  it('#970: after a reload the head was 0 again, and all that was written then was refused and gone', () =>
    play(function* (studio) {
      yield* studio.open
      yield* studio.letIn('editor')
      const mine = yield* studio.session(studio.ann)
      textOf(mine.doc).insert(0, 'pulled')
      yield* studio.session(studio.ben)
      yield* pass(2_000)
      yield* studio.ben.crash
      yield* studio.ben.start
      const theirs = yield* studio.session(studio.ben)
      textOf(theirs.doc).insert(6, ' and written')
      const head = studio.events.length
      yield* pass(5_000)
      expect(logged(studio)).toBe('pulled and written')
      expect(studio.events.at(-1)).toMatchObject({ base_seq: head, seq: head + 1 })
      expect(theirs.state.get()).toMatchObject(inStep)
    }))
})

describe('SIM-4 Hocuspocus', () => {
  it('#382: when loading failed, a blank document was kept and stored over the real one', () =>
    play(function* (studio) {
      yield* studio.open
      const first = yield* studio.session(studio.ann)
      textOf(first.doc).insert(0, 'the real one')
      yield* pass(2_000)
      yield* studio.ann.crash
      yield* studio.ann.start
      yield* pass(1_000)
      const head = studio.events.length
      for (let answered = 0; answered < 4; answered++) {
        studio.ann.disk.disconnect(1, answered)
        const refused = yield* during(() =>
          studio.ann.client.documents.open(studio.script).catch((error: unknown) => error),
        )
        expect(refused).toMatchObject({ _tag: 'DeviceCannotSave' })
      }
      const again = yield* studio.session(studio.ann)
      yield* pass(5_000)
      expect(textOf(again.doc).toString()).toBe('the real one')
      expect(studio.events.length).toBe(head)
    }))

  it('ack before durable (#635): a change was acknowledged when it was received, and stored later or never', () =>
    play(function* (studio) {
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      yield* pass(500)
      const head = studio.events.length
      let told = false
      session.state.subscribe(({ status }) => {
        if (status === 'persisted') told = true
        if (told) expect(studio.events.length).toBeGreaterThan(head)
      })
      studio.ann.wire.busy = 5
      textOf(session.doc).insert(0, 'durable')
      yield* during(() => session.persisted())
      expect(studio.events.length).toBe(head + 1)
      expect(told).toBe(true)
    }))
})

describe('SIM-4 tldraw', () => {
  it('#10092: the late close of a connection that was replaced ended its successor', () =>
    play(function* (studio) {
      yield* studio.open
      yield* studio.letIn('editor')
      const [mine, theirs] = [yield* studio.session(studio.ann), yield* studio.session(studio.ben)]
      studio.ann.wire.latency = 800
      for (let i = 0; i < 6; i++) {
        textOf(mine.doc).insert(0, `${i}`)
        studio.ann.wire.restart()
        yield* pass(300)
        studio.ann.wire.restart()
      }
      textOf(theirs.doc).insert(0, 'hers: ')
      yield* pass(30_000)
      expect(textOf(mine.doc).toString()).toBe(logged(studio))
      expect(logged(studio)).toHaveLength(12)
      expect(mine.state.get()).toMatchObject(inStep)
    }))

  it('#10098: what was made and deleted offline came back with the reconnect', () =>
    play(function* (studio) {
      yield* studio.open
      yield* studio.letIn('editor')
      const [mine, theirs] = [yield* studio.session(studio.ann), yield* studio.session(studio.ben)]
      textOf(mine.doc).insert(0, 'kept old')
      yield* pass(2_000)
      studio.ann.wire.online = false
      textOf(mine.doc).insert(8, ' page')
      yield* pass(1_500)
      textOf(mine.doc).delete(4, 9)
      studio.ann.wire.online = true
      studio.ann.tell('woke')
      textOf(theirs.doc).insert(0, '> ')
      yield* pass(20_000)
      expect(logged(studio)).toBe('> kept')
      expect(textOf(mine.doc).toString()).toBe('> kept')
      expect(textOf(theirs.doc).toString()).toBe('> kept')
    }))

  it('#10332: edits were lost during load, on close, and while the database was closing', () =>
    play(function* (studio) {
      yield* studio.open
      const first = yield* studio.session(studio.ann)
      textOf(first.doc).insert(0, 'load ')
      yield* during(() => first.saved())
      studio.ann.wire.online = false
      const answer = studio.ann.disk.hang()
      textOf(first.doc).insert(5, 'clo')
      yield* pass(50)
      textOf(first.doc).insert(8, 'se ')
      const closed = first.close()
      yield* pass(100)
      answer()
      yield* during(() => closed)
      yield* studio.ann.crash
      yield* studio.ann.start
      const second = yield* studio.session(studio.ann)
      expect(textOf(second.doc).toString()).toBe('load close ')
      studio.ann.disk.disconnect(2)
      textOf(second.doc).insert(11, 'closing')
      yield* pass(10_000)
      yield* during(() => second.saved())
      yield* studio.ann.crash
      yield* studio.ann.start
      const again = yield* studio.session(studio.ann)
      expect(textOf(again.doc).toString()).toBe('load close closing')
      studio.ann.wire.online = true
      yield* pass(30_000)
      expect(logged(studio)).toBe('load close closing')
    }))

  it('#10513: the last 350 ms before a tab closed or reloaded were lost', () =>
    play(function* (studio) {
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      yield* pass(500)
      for (const letter of 'last words') {
        const text = textOf(session.doc)
        text.insert(text.length, letter)
      }
      studio.ann.tell('hiding')
      yield* Effect.yieldNow
      yield* Effect.yieldNow
      yield* studio.ann.crash
      yield* studio.ann.start
      const again = yield* studio.session(studio.ann)
      expect(textOf(again.doc).toString()).toBe('last words')
    }))
})

describe('SIM-4 PowerSync, Zero and y-sweet', () => {
  it('PowerSync powersync.dart#307: after a partition the upload queue stayed as it was until the next write', () =>
    play(function* (studio) {
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      for (let i = 0; i < 20; i++) {
        textOf(session.doc).insert(0, 'x')
        yield* pass(200)
        studio.ann.wire.online = i % 3 > 0
        studio.ann.wire.lostAnswers = i % 2
      }
      studio.ann.wire.online = false
      yield* pass(120_000)
      studio.ann.wire.online = true
      yield* pass(65_000)
      expect(session.state.get()).toMatchObject(inStep)
      expect(logged(studio)).toBe('x'.repeat(20))
    }))

  it('mono #6340: a tab that sent for other tabs skipped changes, which then arrived out of order', () =>
    play(function* (studio) {
      yield* studio.open
      const other = new Device(studio.server, 94, studio.ann)
      yield* other.start
      const [one, two] = [yield* studio.session(studio.ann), yield* studio.session(other)]
      yield* pass(500)
      studio.ann.wire.online = other.wire.online = false
      for (let i = 0; i < 8; i++) {
        const { doc } = i % 2 === 0 ? one : two
        textOf(doc).insert(textOf(doc).length, `${i}`)
        yield* pass(1_200)
      }
      yield* during(() => Promise.all([one.saved(), two.saved()]))
      yield* studio.ann.crash
      other.wire.online = true
      yield* pass(70_000)
      expect(early(studio)).toEqual([])
      expect(logged(studio).split('').sort().join('')).toBe('01234567')
      expect(textOf(two.doc).toString()).toBe(logged(studio))
    }))

  it('y-sweet #415: it said synced for hours while nothing could be stored any more', () =>
    play(function* (studio) {
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      yield* pass(500)
      studio.ann.wire.busy = 1_000_000
      textOf(session.doc).insert(0, 'hours of work')
      for (let minutes = 0; minutes < 5; minutes++) {
        yield* pass(60_000)
        expect(session.state.get()).toMatchObject({
          status: 'syncing',
          error: { _tag: 'ServerBusy' },
        })
      }
      studio.ann.wire.busy = 0
      yield* pass(31_000)
      expect(session.state.get()).toMatchObject(inStep)
      expect(logged(studio)).toBe('hours of work')
    }))
})
