import { runPlan } from '@coldopen/sync/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { campaign, knownPlans, liveThrough, shards } from './Campaign.ts'
import { Tally } from './Tally.ts'

describe('worlds that failed once', async () => {
  for (const [name, plan] of await knownPlans()) {
    it(`SIM-2 ${name}`, async () => {
      const world = await runPlan(plan)
      expect(world.logged.length).toBeGreaterThan(0)
    })
  }
})

describe(`worlds of ${campaign.acts} acts with ${campaign.described}`, () => {
  const tally = new Tally(0)
  beforeAll(() => tally.save())
  for (const shard of shards(0)) {
    it(`SIM-1 LOG-4 lose, double and misplace nothing, ${shard.name}`, { timeout: 900_000 }, () =>
      expect(liveThrough(shard, tally)).resolves.toBeUndefined(),
    )
  }
})
