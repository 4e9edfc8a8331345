import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import { pass } from '../testing/PassTime.ts'
import { Studio, textOf } from '../testing/Studio.ts'

describe('how syncing fares', () => {
  it.effect(
    'OBS-8 tells what waits, the last append, and how often the server was found again',
    () =>
      Effect.gen(function* () {
        const studio = new Studio()
        yield* studio.open
        const { client } = studio.ann
        const session = yield* studio.session(studio.ann)
        textOf(session.doc).insert(0, 'a')
        yield* pass(2_000)
        const well = { queued: 0, parked: 0, behind: 0, reconnects: 0 }
        expect(client.health.get()).toMatchObject(well)
        expect(client.health.get().appendMs).toBeGreaterThanOrEqual(0)
        const told: number[] = []
        client.health.subscribe(({ queued }) => told.push(queued))
        studio.ann.wire.online = false
        textOf(session.doc).insert(0, 'b')
        yield* pass(2_000)
        expect(client.health.get()).toMatchObject({ queued: 1, reconnects: 0 })
        studio.ann.wire.online = true
        yield* pass(60_000)
        expect(client.health.get()).toMatchObject({ ...well, reconnects: 1 })
        expect(told).toContain(1)
        expect(told.at(-1)).toBe(0)
      }),
  )
})
