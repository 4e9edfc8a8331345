import { integratePending, origins } from '@coldopen/core/document'
import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { Arrival } from '../inbox/Inbox.ts'
import type { Snapshot } from '../protocol/Snapshot.ts'
import type { Alarm } from './ReplicaRim.ts'

/** What came of applying what the log holds. */
export interface Applied {
  /** What it changed in the document, for the disk; null: nothing. */
  readonly incoming: Uint8Array | null
  /** An event that is no update; it was passed over. */
  readonly poison: Alarm | null
  /** Whether something now waits for a part the log does not hold. */
  readonly gap: boolean
  /** Whether the snapshot could not be read. Then nothing that follows on it was applied. */
  readonly unreadable: boolean
}

/** Applies a snapshot, if there is one, and the events that follow on it, in one transaction. */
export const applyRemote = (
  doc: Y.Doc,
  snapshot: Snapshot | null,
  arrivals: readonly Arrival[],
): Applied => {
  let incoming: Uint8Array | null = null
  let poison: Alarm | null = null
  let unreadable = false
  const listen = (update: Uint8Array, _origin: unknown, _doc: Y.Doc, by: Y.Transaction): void => {
    if (!by.local) incoming = update
  }
  const apply = (): void => {
    unreadable = snapshot !== null && !applySnapshot(doc, snapshot)
    if (unreadable) return
    for (const arrival of arrivals) poison = applyEvent(doc, arrival) ?? poison
    integratePending(doc, origins.remote)
  }
  doc.on('update', listen)
  Y.transact(doc, apply, origins.remote, false)
  doc.off('update', listen)
  const gap = doc.store.pendingStructs !== null || doc.store.pendingDs !== null
  return { incoming: gap ? Y.encodeStateAsUpdate(doc) : incoming, poison, gap, unreadable }
}

/** Brings in what another copy of the document holds. */
export const applyCopy = (doc: Y.Doc, copy: Y.Doc): void =>
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)), origins.remote)

/** The alarm after something was applied: a gap ends when what was missing has come, poison stays. */
export const judge = (
  before: Alarm | null,
  { poison, gap }: Applied,
  seq: number,
): Alarm | null => {
  if (gap) return { kind: 'gap', seq, detail: 'events build on something the log does not hold' }
  return poison ?? (before?.kind === 'gap' ? null : before)
}

const applySnapshot = (doc: Y.Doc, { body }: Snapshot): boolean => {
  try {
    Y.applyUpdateV2(doc, body, origins.remote)
    return true
  } catch {
    // Told as `unreadable`; the caller reads the events instead.
    return false
  }
}

const applyEvent = (doc: Y.Doc, { seq, event }: Arrival): Alarm | null => {
  if (event === 'own') return null
  const apply = event.encoding === 'v1' ? Y.applyUpdate : Y.applyUpdateV2
  try {
    apply(doc, fromBase64(event.body), origins.remote)
    return null
  } catch (error) {
    return { kind: 'poison', seq, detail: `the event is no update: ${String(error)}` }
  }
}
