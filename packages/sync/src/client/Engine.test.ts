import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import { Device } from '../testing/Device.ts'
import { during, pass } from '../testing/PassTime.ts'
import { Studio, textOf } from '../testing/Studio.ts'

const dense = (studio: Studio) =>
  expect(studio.events.map(({ seq }) => seq)).toEqual(studio.events.map((_, i) => i + 1))

describe('two writers', () => {
  it.effect('OUT-2 see each other, and persisted means in the log', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      yield* studio.letIn('editor')
      const [mine, theirs] = [yield* studio.session(studio.ann), yield* studio.session(studio.ben)]
      textOf(mine.doc).insert(0, 'hello')
      expect(mine.state.get().status).toBe('syncing')
      yield* pass(500)
      textOf(theirs.doc).insert(5, ' world')
      yield* pass(500)
      expect(textOf(mine.doc).toString()).toBe('hello world')
      expect(textOf(studio.replay).toString()).toBe('hello world')
      expect(mine.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
      dense(studio)
    }),
  )

  it.effect('RT-1 converge without any doorbell, only slower', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      yield* studio.letIn('editor')
      studio.ann.wire.rings = false
      studio.ben.wire.rings = false
      const [mine, theirs] = [yield* studio.session(studio.ann), yield* studio.session(studio.ben)]
      textOf(mine.doc).insert(0, 'hello')
      yield* pass(35_000)
      expect(textOf(theirs.doc).toString()).toBe('hello')
    }),
  )

  it.effect('RT-2 see carets and names come and go', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      yield* studio.letIn('editor')
      const [mine, theirs] = [yield* studio.session(studio.ann), yield* studio.session(studio.ben)]
      mine.awareness.setLocalStateField('user', { name: 'Ann' })
      yield* pass(500)
      const others = () => [...theirs.awareness.getStates().values()]
      expect(others()).toContainEqual({ user: { name: 'Ann' } })
      yield* during(() => mine.close())
      yield* pass(500)
      expect(others()).not.toContainEqual({ user: { name: 'Ann' } })
      yield* during(() => theirs.close())
    }),
  )
})

describe('offline', () => {
  it.effect('OUT-1 edits survive a kill and arrive once, before those made after it', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const first = yield* studio.session(studio.ann)
      studio.ann.wire.online = false
      for (let i = 0; i < 200; i++) textOf(first.doc).insert(i, 'x')
      yield* during(() => first.saved())
      yield* studio.ann.crash
      yield* studio.ann.start
      studio.ann.wire.online = false
      const second = yield* studio.session(studio.ann)
      expect(textOf(second.doc).length).toBe(200)
      textOf(second.doc).insert(200, 'more')
      yield* pass(2_000)
      expect(second.state.get()).toMatchObject({ status: 'syncing', error: { _tag: 'Offline' } })
      studio.ann.wire.online = true
      yield* pass(10_000)
      expect(second.state.get()).toMatchObject({ status: 'persisted', error: null })
      expect(textOf(studio.replay).toString()).toBe('x'.repeat(200) + 'more')
      dense(studio)
    }),
  )

  it.effect('STO-12 a page that hides requests everything, sealed', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      yield* pass(500)
      studio.ann.wire.online = false
      textOf(session.doc).insert(0, 'last words')
      studio.ann.tell('hiding')
      yield* Effect.yieldNow
      yield* Effect.yieldNow
      yield* studio.ann.crash
      const { tables } = studio.ann.disk
      expect(tables.list('journal', [studio.script])).toEqual([])
      expect(tables.list('outbox', [studio.script])).toHaveLength(1)
      yield* studio.ann.start
      yield* pass(1_000)
      const again = yield* studio.session(studio.ann)
      expect(textOf(again.doc).toString()).toBe('last words')
      studio.ann.wire.online = true
      yield* pass(10_000)
      expect(textOf(studio.replay).toString()).toBe('last words')
    }),
  )

  it.effect('RT-1 a page that is back looks again at once', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      yield* pass(500)
      studio.ann.wire.online = false
      textOf(session.doc).insert(0, 'soon')
      yield* pass(90_000)
      expect(studio.ann.client.network.get()).toBe('offline')
      studio.ann.wire.online = true
      studio.ann.tell('woke')
      yield* pass(300)
      expect(session.state.get().status).toBe('persisted')
      expect(studio.ann.client.network.get()).toBe('online')
    }),
  )

  it.effect('OUT-4 keeps trying for hours and sends when the server is back', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      studio.ann.wire.busy = 1_000_000
      textOf(session.doc).insert(0, 'patience')
      yield* pass(120_000)
      expect(session.state.get()).toMatchObject({ parked: 0, error: { _tag: 'ServerBusy' } })
      studio.ann.wire.busy = 0
      yield* pass(31_000)
      expect(session.state.get().status).toBe('persisted')
    }),
  )

  it.effect('LOG-3 a lost answer does not double an edit', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      yield* pass(1_000)
      const before = studio.events.length
      studio.ann.wire.lostAnswers = 1
      textOf(session.doc).insert(0, 'once')
      yield* pass(5_000)
      expect(studio.events.length).toBe(before + 1)
      expect(session.state.get()).toMatchObject({ status: 'persisted', pending: 0 })
    }),
  )
})

describe('refusals', () => {
  it.effect('OUT-4 a viewer’s edit is parked and visible, and goes out with a better role', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      yield* studio.letIn('viewer')
      const session = yield* studio.session(studio.ben)
      expect(session.role.get()).toBe('viewer')
      textOf(session.doc).insert(0, 'may I?')
      yield* pass(1_000)
      expect(session.state.get()).toMatchObject({
        status: 'error',
        parked: 1,
        pending: 1,
        error: { _tag: 'Forbidden' },
      })
      expect(textOf(studio.replay).toString()).toBe('')
      const ben = studio.ben.client.identity.account.get()?.id ?? ''
      yield* during(() => studio.ann.client.members.setRole(studio.project, ben, 'editor'))
      yield* pass(35_000)
      expect(session.role.get()).toBe('editor')
      expect(session.state.get()).toMatchObject({ status: 'persisted', parked: 0, error: null })
      expect(textOf(studio.replay).toString()).toBe('may I?')
    }),
  )

  it.effect('RT-4 goes on by itself when the token can be renewed after an hour', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      yield* pass(500)
      studio.ann.wire.busy = Infinity
      for (let minute = 0; minute < 60; minute++) {
        textOf(session.doc).insert(minute, 'k')
        yield* pass(60_000)
        const told = { status: 'syncing', error: { _tag: 'ServerBusy' } }
        expect(session.state.get()).toMatchObject(told)
      }
      expect(studio.ann.client.identity.lapsed.get()).toBe(false)
      expect(studio.replay.getText('t').length).toBe(0)
      studio.ann.wire.busy = 0
      yield* pass(31_000)
      expect(session.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
      expect(textOf(studio.replay).toString()).toBe('k'.repeat(60))
      expect(new Set(studio.events.map(({ event_id }) => event_id)).size).toBe(studio.events.length)
    }),
  )

  it.effect('RT-4 an expired token stops the line until the next sign-in, and loses nothing', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      yield* pass(500)
      studio.ann.wire.expired = true
      textOf(session.doc).insert(0, 'kept')
      yield* pass(5_000)
      expect(session.state.get()).toMatchObject({ status: 'error', error: { _tag: 'SignInAgain' } })
      yield* during(() => studio.ann.client.identity.signIn('ann@example.com', 'secret'))
      yield* pass(2_000)
      expect(session.state.get().status).toBe('persisted')
      expect(textOf(studio.replay).toString()).toBe('kept')
    }),
  )

  it.effect('IN-2 a device that cannot save says so, and saves when it can', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      yield* pass(500)
      studio.ann.disk.fail('the disk is full')
      textOf(session.doc).insert(0, 'unsaved')
      const refused = yield* during(() => session.saved().catch((error: unknown) => error))
      expect(refused).toMatchObject({ _tag: 'DeviceCannotSave', detail: 'the disk is full' })
      yield* pass(2_000)
      expect(session.state.get().status).toBe('error')
      expect(textOf(studio.replay).toString()).toBe('')
      studio.ann.disk.fail(null)
      yield* pass(5_000)
      expect(session.state.get()).toMatchObject({ status: 'persisted', error: null })
      expect(textOf(studio.replay).toString()).toBe('unsaved')
    }),
  )
})

describe('two tabs of one device', () => {
  it.effect('OUT-3 write the same script, are killed offline, and nothing is stranded', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const other = new Device(studio.server, 93, studio.ann)
      yield* other.start
      yield* pass(500)
      const [one, two] = [yield* studio.session(studio.ann), yield* studio.session(other)]
      textOf(one.doc).insert(0, 'one ')
      yield* pass(1_000)
      textOf(two.doc).insert(0, 'two ')
      yield* pass(1_000)
      expect(textOf(one.doc).toString()).toBe('two one ')
      studio.ann.wire.online = false
      other.wire.online = false
      textOf(one.doc).insert(0, '1')
      textOf(two.doc).insert(0, '2')
      yield* during(() => Promise.all([one.saved(), two.saved()]))
      yield* studio.ann.crash
      yield* pass(300)
      yield* other.crash
      yield* studio.ann.start
      const third = yield* studio.session(studio.ann)
      expect(textOf(third.doc).toString().length).toBe(10)
      textOf(third.doc).insert(0, '3')
      studio.ann.wire.online = true
      yield* pass(10_000)
      expect(third.state.get()).toMatchObject({ status: 'persisted', pending: 0 })
      expect(textOf(studio.replay).toString()).toBe(textOf(third.doc).toString())
      dense(studio)
    }),
  )

  it.effect('OUT-3 a tab sends what a closed tab left, and what an open one sealed, in order', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const one = yield* studio.session(studio.ann)
      studio.ann.wire.online = false
      textOf(one.doc).insert(0, 'left')
      yield* pass(2_000)
      const other = new Device(studio.server, 94, studio.ann)
      yield* other.start
      const two = yield* studio.session(other)
      expect(textOf(two.doc).toString()).toBe('left')
      textOf(two.doc).insert(4, ' and sent')
      yield* pass(6_000)
      expect(textOf(studio.replay).toString()).toBe('left and sent')
      studio.ann.wire.online = true
      yield* pass(5_000)
      expect(one.state.get()).toMatchObject({ status: 'persisted', pending: 0 })
      expect(textOf(one.doc).toString()).toBe('left and sent')
      dense(studio)
    }),
  )

  it.effect('OUT-3 an open tab sends what a killed one left', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const one = yield* studio.session(studio.ann)
      textOf(one.doc).insert(0, 'one')
      const other = new Device(studio.server, 95, studio.ann)
      yield* other.start
      yield* pass(1_000)
      const two = yield* studio.session(other)
      yield* pass(500)
      other.wire.online = false
      textOf(two.doc).insert(3, ' sealed')
      yield* pass(2_000)
      textOf(two.doc).insert(10, ' unsealed')
      yield* during(() => two.saved())
      yield* other.crash
      yield* pass(40_000)
      expect(textOf(one.doc).toString()).toBe('one sealed unsealed')
      expect(textOf(studio.replay).toString()).toBe('one sealed unsealed')
      dense(studio)
    }),
  )
})
