import { toBase64 } from 'lib0/buffer'
import type { Ids } from '../identity/Ids.ts'
import { maxEventBytes } from '../protocol/Limits.ts'
import { put, remove, type Entry, type Write } from '../store/LocalStore.ts'
import { mergeUpdates } from '../store/MergeUpdates.ts'
import type { SessionRecord } from '../store/Tables.ts'
import { lostCursor } from './CursorRows.ts'

/** How many changes one event of an adopted journal takes at most. */
const maxMerged = 500

interface Orphans {
  /** The journal marks of sessions that live no more, by session. */
  readonly orphaned: ReadonlyMap<string, readonly Entry<'journal'>[]>
  readonly updates: readonly Entry<'updates'>[]
  readonly outbox: readonly Entry<'outbox'>[]
  readonly sessions: readonly Entry<'sessions'>[]
  /** Whether whoever adopts them surveys the log: until then these events name positions of no log, and nobody sends them. */
  readonly lost: boolean
  readonly ids: Ids
  readonly now: () => number
}

/** The journals of killed sessions as exact events behind the line, and the one write that makes them so. */
export const adoptJournals = (
  orphans: Orphans,
): { readonly outbox: readonly Entry<'outbox'>[]; readonly writes: readonly Write[] } => {
  const { orphaned, updates, lost, ids, now } = orphans
  const bodies = new Map(updates.map(({ key, value }) => [key.join(), value.body]))
  const records = new Map(orphans.sessions.map(({ key, value }) => [key[1], value]))
  const authored_at = new Date(now()).toISOString()
  let place = orphans.outbox.reduce((last, { key }) => Math.max(last, key[1]), 0)
  const outbox: Entry<'outbox'>[] = []
  const writes: Write[] = []
  for (const [session, marks] of orphaned) {
    const record: SessionRecord | undefined = records.get(session)
    if (record === undefined) continue
    let { nextSeq } = record
    for (const part of parts(marks, bodies)) {
      const event = {
        event_id: ids.uuid(),
        session_seq: nextSeq++,
        base_seq: part.base,
        client_id: record.clientId,
        encoding: 'v1' as const,
        body: toBase64(mergeUpdates(part.bodies)),
        authored_at,
      }
      const entry = {
        key: [marks[0]!.key[0], ++place, event.event_id] as const,
        value: { session, epoch: lost ? lostCursor.epoch : record.epoch, event, parked: null },
      }
      outbox.push(entry)
      writes.push(put('outbox', entry.key, entry.value))
    }
    writes.push(
      put('sessions', [marks[0]!.key[0], session], { ...record, nextSeq }),
      ...marks.map(({ key }) => remove('journal', key)),
    )
  }
  return { outbox, writes }
}

interface Part {
  readonly base: number
  readonly bodies: Uint8Array[]
}

/** A journal in order, parted where the log position changes and where an event would grow too large. */
const parts = (
  marks: readonly Entry<'journal'>[],
  bodies: ReadonlyMap<string, Uint8Array>,
): Part[] => {
  const found: Part[] = []
  let bytes = 0
  for (const { key, value } of marks) {
    const body = bodies.get(key.join())
    if (body === undefined) continue
    const last = found.at(-1)
    bytes += body.byteLength
    const joins = last?.base === value.base && last.bodies.length < maxMerged
    if (last !== undefined && joins && bytes <= maxEventBytes) last.bodies.push(body)
    else {
      found.push({ base: value.base, bodies: [body] })
      bytes = body.byteLength
    }
  }
  return found
}
