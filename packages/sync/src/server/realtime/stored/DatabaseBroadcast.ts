import type { Database } from '../../database/Database.ts'
import type { Log } from '../../main/Log.ts'
import { storedById } from './StoredBroadcast.ts'
import type { StoredBroadcast } from './StoredBroadcast.ts'

/** The notification channel whose payload is the id of a new row of `realtime.messages`. */
const messageChannel = 'realtime_messages'

/** Most rows fetched at once; what comes meanwhile is fetched with the next batch. */
const batchSize = 200

/**
 * Hands on what the database sends (`realtime.send` and its kin), in commit order: a notification carries only the
 * row's id, because its payload may not pass 8,000 bytes. Resolves, once it listens, with what ends it.
 */
export async function listenForMessages(
  database: Database,
  deliver: (message: StoredBroadcast) => void,
  log: Log,
): Promise<() => Promise<void>> {
  const pending: string[] = []
  let draining: Promise<void> | null = null
  const drain = async (): Promise<void> => {
    while (pending.length > 0) {
      const ids = pending.splice(0, batchSize)
      try {
        for (const message of await storedById(database, ids)) deliver(message)
      } catch (cause) {
        // At most once (RT-1): readers find in the log what a lost ring would have told them.
        log.error('Broadcasts of the database were lost.', { count: ids.length, cause })
      }
    }
    draining = null
  }
  const unlisten = await database.listen(messageChannel, (id) => {
    pending.push(id)
    draining ??= drain()
  })
  return async () => {
    await unlisten()
    pending.length = 0
    await draining
  }
}
