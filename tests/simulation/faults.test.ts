import { faultNames, makePlan, runPlan } from '@coldopen/sync/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { campaign, liveThrough, shards } from './Campaign.ts'
import { Tally } from './Tally.ts'

describe('a fault alone', () => {
  it.each(faultNames)('SIM-3 %s is survived', async (fault) => {
    const plan = makePlan(7, 40, [fault])
    const only = plan.acts.map((act, i) => (i % 4 === 3 ? { ...act, what: fault } : act))
    const world = await runPlan({ ...plan, acts: only, tabs: fault.startsWith('tab-') })
    expect(world.logged.length).toBeGreaterThan(0)
  })
})

describe(`worlds of ${campaign.acts} acts with ${campaign.described}, second half`, () => {
  const tally = new Tally(1)
  beforeAll(() => tally.save())
  for (const shard of shards(1)) {
    it(`SIM-1 LOG-4 lose, double and misplace nothing, ${shard.name}`, { timeout: 900_000 }, () =>
      expect(liveThrough(shard, tally)).resolves.toBeUndefined(),
    )
  }
})
