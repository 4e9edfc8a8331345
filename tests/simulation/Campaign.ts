import { faultNames, makePlan, runPlan, shrinkPlan } from '@coldopen/sync/testing'
import type { FaultName, Plan, World } from '@coldopen/sync/testing'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { output, type Tally } from './Tally.ts'

const regressions = new URL('regressions/', import.meta.url)

const number = (name: string, standard: number): number => {
  const value = Number(process.env[name] ?? standard)
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is not a whole number`)
  return value
}

const chosenFaults = (): readonly FaultName[] => {
  const names = process.env['FAULTS']
  if (names === undefined) return faultNames
  const wanted = names.split(',').filter((name) => name !== '')
  const unknown = wanted.filter((name) => !faultNames.some((known) => known === name))
  if (unknown.length > 0) {
    throw new Error(`FAULTS: no ${unknown.join(', ')}; there are ${faultNames.join(', ')}`)
  }
  return faultNames.filter((name) => wanted.includes(name))
}

const long = process.env['COLDOPEN_LONG'] === '1'

/** What the environment asks for: `SEED` the first seed, `SEEDS` how many, `ACTS` per seed, `FAULTS` by name. */
export const campaign = {
  first: number('SEED', 1),
  seeds: number('SEEDS', long ? 10_000 : 40),
  acts: number('ACTS', long ? 200 : 60),
  faults: chosenFaults(),
  /** The faults in words. */
  described:
    chosenFaults().length === faultNames.length ? 'every fault' : chosenFaults().join(', '),
}

/** The smallest plans of bugs that were found once. */
export const knownPlans = async (): Promise<readonly (readonly [name: string, plan: Plan])[]> => {
  const names = (await readdir(regressions)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => {
      const plan = JSON.parse(await readFile(new URL(name, regressions), 'utf8')) as Plan
      return [name, plan] as const
    }),
  )
}

/** Worlds in one test: a test for each of ten thousand seeds would spend more on reporting than on living. */
const shard = campaign.seeds > 100 ? 50 : 1

/** Seeds for one test, from the first to the last. */
export interface Shard {
  readonly name: string
  readonly seeds: readonly number[]
}

/** Every second shard: the campaign is two test files, which run side by side. */
export const shards = (part: 0 | 1): readonly Shard[] => {
  const { first, seeds } = campaign
  const starts = Array.from({ length: Math.ceil(seeds / shard) }, (_, i) => first + i * shard)
  return starts.flatMap((start, i) => {
    if (i % 2 !== part) return []
    const end = Math.min(start + shard, first + seeds) - 1
    const name = start === end ? `seed ${start}` : `seeds ${start} to ${end}`
    return [{ name, seeds: Array.from({ length: end - start + 1 }, (_, n) => start + n) }]
  })
}

/** Lives through the plans of a shard. A failing one is shrunk and written down, ready to be kept as a regression. */
export const liveThrough = async ({ seeds }: Shard, tally: Tally): Promise<void> => {
  const failed: Error[] = []
  for (const seed of seeds) {
    const plan = makePlan(seed, campaign.acts, campaign.faults)
    const outcome = await live(plan)
    tally.add(plan, 'world' in outcome ? outcome.world.events.length : null)
    if (!('world' in outcome)) failed.push(await shrink(plan, outcome.fault))
  }
  await tally.save()
  if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('\n'))
}

const shrink = async (plan: Plan, cause: unknown): Promise<Error> => {
  const small = await shrinkPlan(plan, async (smaller) => 'fault' in (await live(smaller)))
  await mkdir(output, { recursive: true })
  const file = new URL(`seed-${plan.seed}.json`, output)
  await writeFile(file, `${JSON.stringify(small, null, 2)}\n`)
  return new Error(
    `seed ${plan.seed}: ${String(cause)}; shrunk to ${small.acts.length} acts in ${fileURLToPath(file)}; ` +
      'keep it in tests/simulation/regressions',
    { cause },
  )
}

const live = (plan: Plan): Promise<{ world: World } | { fault: unknown }> =>
  runPlan(plan).then(
    (world) => ({ world }),
    (fault: unknown) => ({ fault }),
  )
