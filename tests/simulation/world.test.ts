import { faultNames, makePlan, runPlan } from '@coldopen/sync/testing'
import { describe, expect, it } from 'vitest'
import { campaign, knownPlans, liveThrough } from './Campaign.ts'

const { first, seeds, acts, faults } = campaign

/** Worlds in one test: a test for each of ten thousand seeds would spend more on reporting than on living. */
const shard = seeds > 100 ? 50 : 1
const starts = Array.from({ length: Math.ceil(seeds / shard) }, (_, i) => first + i * shard)

describe('worlds that failed once', async () => {
  for (const [name, plan] of await knownPlans()) {
    it(`SIM-2 ${name}`, async () => {
      const world = await runPlan(plan)
      expect(world.logged.length).toBeGreaterThan(0)
    })
  }
})

describe(`worlds of ${acts} acts with ${faults.length === faultNames.length ? 'every fault' : faults.join(', ')}`, () => {
  for (const start of starts) {
    const end = Math.min(start + shard, first + seeds) - 1
    const name = start === end ? `seed ${start}` : `seeds ${start} to ${end}`
    it(`SIM-1 LOG-4 lose, double and misplace nothing, ${name}`, { timeout: 600_000 }, async () => {
      for (let seed = start; seed <= end; seed++) await liveThrough(seed)
      expect(end).toBeGreaterThanOrEqual(start)
    })
  }
})

describe('a fault alone', () => {
  it.each(faultNames)('SIM-3 %s is survived', async (fault) => {
    const plan = makePlan(7, 40, [fault])
    const only = plan.acts.map((act, i) => (i % 4 === 3 ? { ...act, what: fault } : act))
    const world = await runPlan({ ...plan, acts: only, tabs: fault.startsWith('tab-') })
    expect(world.logged.length).toBeGreaterThan(0)
  })
})
