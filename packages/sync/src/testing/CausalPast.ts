import { fits } from '@coldopen/core/document'
import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { LoggedEvent } from '../protocol/Event.ts'

/**
 * The positions of events whose content builds on more than LOG-4 says they do: the log up to their `base_seq`, and the
 * earlier events of the same account and device. `deviceOf` names the device of a session.
 */
export const beyondTheirPast = (
  events: readonly LoggedEvent[],
  deviceOf: (session: string) => string,
): readonly number[] => {
  const line = ({ actor_id, session_id }: LoggedEvent): string =>
    `${actor_id} ${deviceOf(session_id)}`
  return events.flatMap((event) => {
    const past = events.filter(
      (other) =>
        other.seq <= event.base_seq || (other.seq < event.seq && line(other) === line(event)),
    )
    const doc = new Y.Doc()
    for (const { body } of past) Y.applyUpdate(doc, fromBase64(body))
    return fits(doc, fromBase64(event.body)) ? [] : [event.seq]
  })
}
