import type { Database } from '@coldopen/sync/server'
import { callIn, impersonate } from './Caller.ts'
import type { Caller } from './Caller.ts'

/**
 * Calls a function and, before its transaction commits, starts `other`; commits when `other` has settled or waits for
 * a lock. Resolves with what became of `other`.
 */
export const meanwhile = async <A>(
  database: Database,
  caller: Caller,
  name: string,
  args: Readonly<Record<string, unknown>>,
  other: () => Promise<A>,
): Promise<PromiseSettledResult<A>> => {
  const state = { settled: false }
  let outcome: Promise<PromiseSettledResult<A>[]> = Promise.resolve([])
  await database.transaction(async (tx) => {
    await impersonate(tx, caller)
    await callIn(tx, name, args)
    outcome = Promise.allSettled([other()]).finally(() => (state.settled = true))
    const waits = async () =>
      (await database.query('select from pg_locks where not granted')).length > 0
    while (!state.settled && !(await waits())) await new Promise((resolve) => setImmediate(resolve))
  })
  const [result] = await outcome
  if (result === undefined) throw new Error('nothing was started')
  return result
}
