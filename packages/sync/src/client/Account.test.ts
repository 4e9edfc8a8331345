import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import { Device, deviceIds } from '../testing/Device.ts'
import { MemoryServer } from '../testing/MemoryServer.ts'
import { during, pass } from '../testing/PassTime.ts'
import { Studio, textOf } from '../testing/Studio.ts'

describe('an account', () => {
  it.effect('ACCT-1 adopts what was written before the first sign-in', () =>
    Effect.gen(function* () {
      const device = new Device(new MemoryServer(deviceIds(1)), 2)
      const client = yield* device.start
      const made = yield* during(() => client.library.importSample())
      const session = yield* during(() => client.documents.open(made.screenplay ?? ''))
      textOf(session.doc).insert(0, 'before')
      yield* pass(2_000)
      expect(client.library.projects.get()).toMatchObject([{ status: 'local-only' }])
      expect(session.state.get().status).toBe('local-only')
      yield* during(() => client.identity.signUp('ann@example.com', 'secret'))
      yield* pass(3_000)
      expect(session.state.get()).toMatchObject({ status: 'persisted', pending: 0 })
      expect(client.library.projects.get()).toMatchObject([{ status: 'persisted', sceneCount: 1 }])
      const other = yield* new Device(device.server, 3).start
      yield* during(() => other.identity.signIn('ann@example.com', 'secret'))
      yield* pass(2_000)
      expect(other.library.projects.get()).toMatchObject([
        { title: made.title, screenplay: made.screenplay, totalDuration: made.totalDuration },
      ])
    }),
  )

  it.effect('ACCT-2 leaves its copies here when it signs out, for itself alone', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const { client } = studio.ann
      const session = yield* studio.session(studio.ann)
      studio.ann.wire.online = false
      textOf(session.doc).insert(0, 'unsent')
      yield* during(() => session.saved())
      expect(yield* during(() => client.identity.unsynced())).toBeGreaterThan(0)
      yield* during(() => client.identity.signOut())
      yield* pass(1_000)
      expect(client.library.projects.get()).toEqual([])
      studio.ann.wire.online = true
      yield* during(() => client.identity.signUp('cat@example.com', 'secret'))
      yield* pass(2_000)
      expect(client.library.projects.get()).toEqual([])
      const refused = yield* during(() =>
        client.documents.open(studio.script).catch((error: unknown) => error),
      )
      expect(refused).toMatchObject({ _tag: 'Forbidden' })
      yield* during(() => client.identity.signIn('ann@example.com', 'secret'))
      yield* pass(5_000)
      expect(textOf(studio.replay).toString()).toBe('unsent')
      expect(yield* during(() => client.identity.unsynced())).toBe(0)
    }),
  )

  it.effect('ACCT-2 whose session lapsed, and another signs in instead: each has their own', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const { client } = studio.ann
      const session = yield* studio.session(studio.ann)
      studio.ann.wire.expired = true
      textOf(session.doc).insert(0, 'unsent')
      yield* pass(3_000)
      expect(client.identity.lapsed.get()).toBe(true)
      yield* during(() => client.identity.signUp('cat@example.com', 'secret').catch(() => null))
      studio.ann.wire.expired = false
      yield* during(() => client.identity.signUp('dan@example.com', 'secret'))
      expect(client.identity.lapsed.get()).toBe(false)
      yield* pass(5_000)
      expect(client.library.projects.get()).toEqual([])
      expect(textOf(studio.replay).toString()).toBe('')
      const asked = yield* during(() =>
        client.documents.open(studio.script).catch((error: unknown) => error),
      )
      expect(asked).toMatchObject({ _tag: 'Forbidden' })
      yield* during(() => client.identity.signIn('ann@example.com', 'secret'))
      yield* pass(5_000)
      expect(textOf(studio.replay).toString()).toBe('unsent')
    }),
  )
})
