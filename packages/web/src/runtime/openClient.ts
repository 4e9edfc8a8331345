import type { OpenClient } from './Studio.ts'

/**
 * Runs something that must not be frozen half done. A page that is left goes into the browser's back/forward cache as it
 * stands, unless it holds a lock; frozen while it makes the database, it would keep every other page waiting for it.
 */
const unfrozen = <A>(run: () => Promise<A>): Promise<A> => {
  const locks = navigator.locks as LockManager | undefined
  return locks === undefined
    ? run()
    : Promise.resolve(locks.request('coldopen:opening', { mode: 'shared' }, run))
}

/** Loads the engine (and with it Yjs and supabase-js) only now, then opens it on this device's store. */
export const openClient: OpenClient = async (server) => {
  const { openClient: open } = await import('@coldopen/sync/client')
  return unfrozen(() => open({ server }))
}
