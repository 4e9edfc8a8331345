import { Effect } from 'effect'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { LocalStoreShape } from '../store/LocalStore.ts'
import type { Ids } from './Ids.ts'

/**
 * The name under which the log knows this local database, the same in all its tabs (LOG-24). Each account here has another,
 * so that nobody can tell that two accounts share a device. An engine keeps the name it once used, although the site's data
 * was cleared: its sessions are registered under it.
 */
export const deviceNames = (store: LocalStoreShape, ids: Ids) => {
  const used = new Map<string, string>()
  store.onEmptied(() => {
    const claims = [...used].map(([account, name]) => store.claim(`device:${account}`, name))
    Effect.runFork(Effect.ignore(Effect.all(claims)))
  })
  return (account: string): Effect.Effect<string, DeviceCannotSave> =>
    Effect.map(store.claim(`device:${account}`, used.get(account) ?? ids.uuid()), (claimed) => {
      const name = used.get(account) ?? claimed
      used.set(account, name)
      return name
    })
}
