import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import { World } from './World.ts'

const seeds = Array.from(
  { length: Number(process.env['SEEDS'] ?? 20) },
  (_, i) => i + Number(process.env['SEED'] ?? 1),
)

describe('a world of writers', () => {
  it.effect.each(seeds)('SIM-1 LOG-4 loses, doubles and misplaces nothing, seed %i', (seed) =>
    Effect.gen(function* () {
      const world = new World(seed, 2 + (seed % 3), seed % 4 === 0)
      yield* world.begin
      for (let i = 0; i < 60; i++) yield* world.act
      yield* world.heal
      const logged = world.logged
      expect(new Set(logged).size).toBe(logged.length)
      for (const { session, saved, name } of world.writers) {
        const held = session?.doc.getArray<string>('marks').toArray()
        expect(held, name).toEqual(logged)
        expect(session?.state.get(), name).toMatchObject({ status: 'persisted', pending: 0 })
        for (const mark of saved) expect(logged, name).toContain(mark)
      }
      expect(world.misplaced).toEqual([])
      expect(world.events.map(({ seq }) => seq)).toEqual(world.events.map((_, i) => i + 1))
    }),
  )
})
