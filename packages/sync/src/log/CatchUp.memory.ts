import { integratePending } from '@coldopen/core/document'
import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { maxPageEvents } from '../protocol/Limits.ts'
import type { Snapshot } from '../protocol/Snapshot.ts'
import type { CatchUp } from './EventLog.ts'
import type { MemoryDocument } from './LogState.memory.ts'

/** What an event costs a reader beside its body, in bytes: as `catch_up` reckons. */
const eventCost = 300

/** What `catch_up` answers, over a log in memory with its newest snapshot. */
export const memoryCatchUp = (
  doc: string,
  { epoch, events }: MemoryDocument,
  after: number,
  snapshot: Snapshot | null,
): CatchUp => {
  const from = snapshot !== null && pays(events, after, snapshot) ? snapshot : null
  const start = from?.seq ?? after
  const page = events.slice(start, start + maxPageEvents)
  return { doc, epoch, head: events.length, events: page, snapshot: from }
}

/** The state at a position, unless something would be pending in it. */
export const snapshotAt = (events: MemoryDocument['events'], seq: number): Snapshot | null => {
  const last = events[seq - 1]
  if (last === undefined) return null
  const state = new Y.Doc()
  for (const { body } of events.slice(0, seq)) Y.applyUpdate(state, fromBase64(body))
  integratePending(state)
  const { pendingStructs, pendingDs } = state.store
  if (pendingStructs !== null || pendingDs !== null) return null
  return { seq, committed_at: last.committed_at, body: Y.encodeStateAsUpdateV2(state) }
}

const pays = (
  events: MemoryDocument['events'],
  after: number,
  { seq, body }: Snapshot,
): boolean => {
  const cost = events
    .slice(after, seq)
    .reduce((sum, event) => sum + eventCost + (event.body.length * 3) / 4, 0)
  return cost > body.byteLength
}
