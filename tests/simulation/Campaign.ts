import { faultNames, makePlan, runPlan, shrinkPlan } from '@coldopen/sync/testing'
import type { FaultName, Plan } from '@coldopen/sync/testing'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const regressions = new URL('regressions/', import.meta.url)
const output = new URL('../output/simulation/', import.meta.url)

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

/** Lives through a seed's plan. A failing one is shrunk and written down, ready to be kept among the regressions. */
export const liveThrough = async (seed: number): Promise<void> => {
  const plan = makePlan(seed, campaign.acts, campaign.faults)
  const outcome = await failure(plan)
  if (outcome === null) return
  const small = await shrinkPlan(plan, async (smaller) => (await failure(smaller)) !== null)
  await mkdir(output, { recursive: true })
  const file = new URL(`seed-${seed}.json`, output)
  await writeFile(file, `${JSON.stringify(small, null, 2)}\n`)
  throw new Error(
    `seed ${seed}: shrunk to ${small.acts.length} acts in ${fileURLToPath(file)}; ` +
      'keep it in tests/simulation/regressions',
    { cause: outcome },
  )
}

const failure = (plan: Plan): Promise<unknown> =>
  runPlan(plan).then(
    () => null,
    (error: unknown) => error,
  )
