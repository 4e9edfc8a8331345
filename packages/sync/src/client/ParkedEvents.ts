import { Effect } from 'effect'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { LocalStoreShape } from '../store/LocalStore.ts'
import type { ParkedEvent } from './Client.ts'

/** What of a document the server refused, oldest first, as it lies on disk. */
export const parkedEvents = (
  store: LocalStoreShape,
  document: string,
): Effect.Effect<readonly ParkedEvent[], DeviceCannotSave> =>
  Effect.map(store.list('outbox', [document]), (entries) =>
    entries.flatMap(({ value: { event, parked } }) =>
      parked === null
        ? []
        : [
            {
              id: event.event_id,
              reason: parked,
              bytes: Math.floor((event.body.length * 3) / 4),
              authoredAt: event.authored_at,
            },
          ],
    ),
  )
