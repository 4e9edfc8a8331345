import { AsyncLocalStorage } from 'node:async_hooks'
import type { Log } from '../main/Log.ts'

const writers = ['log', 'info', 'warn', 'error'] as const
const current = new AsyncLocalStorage<Log>()
let installed = false

/**
 * Runs `fn` with what it and everything it starts writes to the console sent to `log` at debug level. Lite writes a
 * stack for every refused statement, which is an answer to a client and no fault of ours; its own faults come back
 * as 5xx answers and are logged where those are seen. The console of all other code stays as it is.
 */
export const quietly = <A>(log: Log, fn: () => Promise<A>): Promise<A> => {
  install()
  return current.run(log, fn)
}

const install = () => {
  if (installed) return
  installed = true
  for (const name of writers) {
    const original = console[name].bind(console)
    console[name] = (...args: readonly unknown[]) => {
      const log = current.getStore()
      if (log === undefined) original(...args)
      else log.debug('Supabase Lite:', { said: args.map(said).join(' ') })
    }
  }
}

const said = (value: unknown) => (value instanceof Error ? value.message : String(value))
