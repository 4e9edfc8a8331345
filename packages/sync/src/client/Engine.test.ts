import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import { TestClock } from 'effect/testing'
import { Device, deviceIds } from '../testing/Device.ts'
import { MemoryServer } from '../testing/MemoryServer.ts'

const ask = <A>(question: () => Promise<A>) => Effect.promise(question)

/** Lets time pass in small steps, so that everything due happens in its order. */
const pass = (millis: number) =>
  Effect.gen(function* () {
    for (let at = 0; at < millis; at += 50) {
      yield* TestClock.adjust(50)
      yield* Effect.promise(() => new Promise((done) => setImmediate(done)))
    }
  })

describe('two devices', () => {
  it.effect('OUT-1 write one script, and the log has every edit once', () =>
    Effect.gen(function* () {
      const server = new MemoryServer(deviceIds(99))
      const [ann, ben] = [new Device(server, 1), new Device(server, 2)]
      const a = yield* ann.start
      const b = yield* ben.start
      yield* ask(() => a.identity.signUp('ann@example.com', 'secret'))
      yield* ask(() => b.identity.signUp('ben@example.com', 'secret'))
      const project = yield* ask(() => a.library.create({ title: 'Night' }))
      yield* pass(2000)
      expect(a.library.projects.get()[0]?.status).toBe('persisted')
      const { token } = yield* ask(() => a.members.invite(project.id, 'editor'))
      yield* ask(() => b.members.accept(token))
      yield* pass(2000)
      expect(b.library.projects.get()[0]?.title).toBe('Night')
      const mine = yield* ask(() => a.documents.open(project.screenplay ?? ''))
      const opening = b.documents.open(project.screenplay ?? '')
      yield* pass(500)
      const theirs = yield* ask(() => opening)
      mine.doc.getText('t').insert(0, 'hello')
      yield* pass(500)
      theirs.doc.getText('t').insert(5, ' world')
      yield* pass(500)
      expect(mine.doc.getText('t').toString()).toBe('hello world')
      expect(mine.state.get()).toMatchObject({ status: 'persisted', pending: 0 })
      const log = server.log.documents.get(mine.id)?.events ?? []
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1))
    }),
  )
})
