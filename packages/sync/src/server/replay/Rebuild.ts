import { integratePending } from '@coldopen/core/document'
import * as Y from 'yjs'
import type { LoggedEvent } from '../../protocol/Event.ts'

/** Events applied in one transaction: applied one by one, a long log costs several times as much. */
const batch = 100

/** Applies events in order to a new document. Throws when the log does not hold everything its events build on. */
export const rebuild = (events: readonly LoggedEvent[]): Y.Doc => {
  const doc = new Y.Doc()
  for (let start = 0; start < events.length; start += batch)
    doc.transact(() => {
      for (const { seq, body } of events.slice(start, start + batch))
        try {
          Y.applyUpdate(doc, Buffer.from(body, 'base64'))
        } catch (cause) {
          throw new Error(`Event ${seq} cannot be applied.`, { cause })
        }
    })
  integratePending(doc)
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error('The log lacks events that others of it build on.')
  return doc
}
