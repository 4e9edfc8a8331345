import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import { toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { during, pass } from '../testing/PassTime.ts'
import { Studio, textOf } from '../testing/Studio.ts'

/** Ben, who may only read, has written something; the document is closed again. */
const refused = Effect.gen(function* () {
  const studio = new Studio()
  yield* studio.open
  yield* studio.letIn('viewer')
  const session = yield* studio.session(studio.ben)
  textOf(session.doc).insert(0, 'may I?')
  yield* pass(1_000)
  yield* during(() => session.close())
  yield* pass(1_000)
  return { studio, documents: studio.ben.client.documents }
})

describe('how a document stands', () => {
  it.effect('OUT-20 what was refused is told with its reason, also when nobody has it open', () =>
    Effect.gen(function* () {
      const { studio, documents } = yield* refused
      expect(documents.state(studio.script).get()).toMatchObject({
        status: 'error',
        parked: 1,
        pending: 1,
        error: { _tag: 'Forbidden' },
      })
      const [row] = studio.ben.client.library.projects.get()
      expect(row?.status).toBe('error')
      const parked = yield* during(() => documents.parked(studio.script))
      expect(parked).toMatchObject([{ reason: 'Your role lets you read, not write.' }])
      expect(parked[0]?.bytes).toBeGreaterThan(0)
      const known = documents.list(studio.project).map(({ kind }) => kind)
      expect(known.sort()).toEqual(['project', 'screenplay'])
    }),
  )

  it.effect('OUT-20 it is tried again when the writer asks, and refused again or sent', () =>
    Effect.gen(function* () {
      const { studio, documents } = yield* refused
      yield* during(() => documents.retry(studio.script))
      expect(yield* during(() => documents.parked(studio.script))).toHaveLength(1)
      const ben = studio.ben.client.identity.account.get()?.id ?? ''
      studio.server.log.members.get(studio.project)?.set(ben, 'editor')
      yield* during(() => documents.retry(studio.script))
      yield* pass(1_000)
      expect(yield* during(() => documents.parked(studio.script))).toEqual([])
      expect(documents.state(studio.script).get()).toMatchObject({ status: 'persisted', parked: 0 })
      expect(textOf(studio.replay).toString()).toBe('may I?')
    }),
  )

  it.effect('OUT-20 another account of this device is not told', () =>
    Effect.gen(function* () {
      const { studio, documents } = yield* refused
      yield* during(() => studio.ben.client.identity.signOut())
      const asked = [documents.parked(studio.script), documents.retry(studio.script)]
      for (const answer of yield* during(() => Promise.allSettled(asked))) {
        expect(answer).toMatchObject({ status: 'rejected', reason: { _tag: 'Forbidden' } })
      }
    }),
  )

  it.effect('IN-20 events of the log that are not applied yet are counted', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      yield* studio.letIn('editor')
      const [mine, theirs] = [yield* studio.session(studio.ann), yield* studio.session(studio.ben)]
      yield* pass(500)
      const told: number[] = []
      theirs.state.subscribe(({ behind }) => told.push(behind))
      const healths: number[] = []
      studio.ben.client.health.subscribe(({ behind }) => healths.push(behind))
      studio.ben.wire.latency = 400
      const long = 'x'.repeat(20_000)
      textOf(mine.doc).insert(0, long)
      yield* pass(6_000)
      expect(textOf(theirs.doc).toString()).toBe(long)
      expect(Math.max(...told)).toBeGreaterThan(0)
      expect(healths).toContain(Math.max(...told))
      expect(theirs.state.get().behind).toBe(0)
      yield* during(() => theirs.close())
      expect(studio.ben.client.health.get().behind).toBe(0)
    }),
  )

  it.effect('IN-1 an event that builds on what the log does not hold is told, with its place', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const session = yield* studio.session(studio.ann)
      textOf(session.doc).insert(0, 'sound')
      yield* pass(1_000)
      const stranger = new Y.Doc()
      textOf(stranger).insert(0, 'lost')
      const before = Y.encodeStateVector(stranger)
      textOf(stranger).insert(4, ' and alone')
      const body = toBase64(Y.encodeStateAsUpdate(stranger, before))
      const last = studio.events.at(-1)!
      const seq = last.seq + 1
      studio.events.push({ ...last, seq, body, event_id: 'x', session_id: 'y', session_seq: 2 })
      yield* pass(40_000)
      expect(session.state.get()).toMatchObject({
        status: 'error',
        error: { _tag: 'Incompatible', detail: expect.stringContaining(`log position ${seq}`) },
      })
      textOf(session.doc).insert(5, ' still')
      yield* pass(2_000)
      expect(textOf(session.doc).toString()).toBe('sound still')
      expect(textOf(studio.replay).toString()).toBe('sound still')
    }),
  )

  it.effect('ACCT-10 a session the server refuses is told even when nothing is open', () =>
    Effect.gen(function* () {
      const studio = new Studio()
      yield* studio.open
      const { identity } = studio.ann.client
      yield* pass(31_000)
      expect(identity.lapsed.get()).toBe(false)
      studio.ann.wire.expired = true
      yield* pass(31_000)
      expect(identity.lapsed.get()).toBe(true)
      yield* during(() => identity.signIn('ann@example.com', 'secret'))
      yield* pass(1_000)
      expect(identity.lapsed.get()).toBe(false)
    }),
  )
})
