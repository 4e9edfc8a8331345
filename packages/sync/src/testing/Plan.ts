import { makeDice } from '@coldopen/core/testing'
import { faultNames, type FaultName } from './Fault.ts'

/** What a writer does by themselves. */
export type Deed = 'edit' | 'erase' | 'pass' | 'reopen'

/** One thing that happens: to whom, and the number that decides its details. */
export interface Act {
  readonly what: Deed | FaultName
  readonly who: number
  readonly chance: number
}

/** Everything that happens in one world; the same plan gives the same world. */
export interface Plan {
  readonly seed: number
  /** Writers, 2 to 6. */
  readonly size: number
  /** Whether the last writer is another tab of the first one's device. */
  readonly tabs: boolean
  /** How many writers before the last are tabs of that device, too. */
  readonly more?: number
  readonly acts: readonly Act[]
}

const deeds: readonly Deed[] = [
  ...Array.from({ length: 12 }, () => 'edit' as const),
  ...Array.from({ length: 2 }, () => 'erase' as const),
  ...Array.from({ length: 4 }, () => 'pass' as const),
  'reopen',
]

/** The plan a seed stands for. */
export const makePlan = (
  seed: number,
  count: number,
  faults: readonly FaultName[] = faultNames,
): Plan => {
  const dice = makeDice(seed)
  const size = 2 + dice.below(5)
  const chosen = faults.filter(() => dice.below(3) > 0)
  const acts = Array.from({ length: count }, (): Act => {
    const calm = chosen.length === 0 || dice.below(3) > 0
    const choices = calm ? deeds : chosen
    const what = choices[dice.below(choices.length)] ?? 'edit'
    return { what, who: dice.below(size), chance: dice.below(2 ** 32) }
  })
  return { seed, size, tabs: dice.below(3) === 0, more: dice.below(3), acts }
}

/**
 * Leaves out acts for as long as the world still fails: halves first, then smaller runs, then single acts.
 * `fails` is asked at most `tries` times.
 */
export const shrinkPlan = async (
  plan: Plan,
  fails: (plan: Plan) => Promise<boolean>,
  tries = 400,
): Promise<Plan> => {
  let { acts } = plan
  let left = tries
  for (let run = Math.ceil(acts.length / 2); run >= 1; run = run === 1 ? 0 : run >> 1) {
    for (let at = 0; at < acts.length && left > 0; left--) {
      const fewer = acts.toSpliced(at, run)
      if (await fails({ ...plan, acts: fewer })) acts = fewer
      else at += run
    }
  }
  return { ...plan, acts }
}
