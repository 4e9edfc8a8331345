import { put, remove, type Entry, type Write } from '../store/LocalStore.ts'
import type { OutboxRecord } from '../store/Tables.ts'
import type { NewEvent } from '../protocol/Event.ts'
import { maxBatchBytes, maxBatchEvents } from '../protocol/Limits.ts'

/** A run of events of one session at the front of the line: what one append call carries. */
export interface Batch {
  readonly session: string
  readonly events: readonly NewEvent[]
}

/** An event that left the line, and the write that takes it off the disk. */
export interface Left {
  readonly id: string
  readonly session: string
  readonly write: Write
}

/**
 * The line of one document's exact events to the log, oldest first, of this session and of adopted ones. An event
 * leaves it only when the log named its seq (OUT-1). Since later events build on earlier ones, a parked event holds
 * everything behind it.
 */
export class Line {
  readonly #document: string
  #entries: Entry<'outbox'>[] = []
  #parked = 0
  /** The last place given; order in the line is order of places. */
  #place = 0

  constructor(document: string, entries: readonly Entry<'outbox'>[]) {
    this.#document = document
    this.adopt(entries)
  }

  get length(): number {
    return this.#entries.length
  }

  get parked(): number {
    return this.#parked
  }

  /** Why the front of the line is parked, or null. */
  get obstacle(): string | null {
    return this.#entries[0]?.value.parked ?? null
  }

  get events(): readonly Entry<'outbox'>[] {
    return this.#entries
  }

  /** Adds an event at the end. */
  join(session: string, event: NewEvent): Write {
    this.#place++
    return this.#enter([this.#document, this.#place, event.event_id], {
      session,
      event,
      parked: null,
    })
  }

  /** The next call's events, or null when the line is empty or its front is parked; at most `most` events. */
  batch(most: number): Batch | null {
    const first = this.#entries[0]
    if (first === undefined || first.value.parked !== null) return null
    const { session } = first.value
    const events: NewEvent[] = []
    let bytes = 0
    for (const { value } of this.#entries) {
      bytes += Math.ceil((value.event.body.length * 3) / 4)
      const full =
        events.length === Math.min(most, maxBatchEvents) ||
        (bytes > maxBatchBytes && events.length > 0)
      if (full || value.session !== session || value.parked !== null) break
      events.push(value.event)
    }
    return { session, events }
  }

  /** Lets go of the events the log has; returns those that were here. */
  leave(events: ReadonlySet<string>): Left[] {
    const gone = this.#entries.filter(({ key }) => events.has(key[2]))
    if (gone.length === 0) return []
    this.#set(this.#entries.filter(({ key }) => !events.has(key[2])))
    return gone.map(({ key, value }) => ({
      id: key[2],
      session: value.session,
      write: remove('outbox', key),
    }))
  }

  /** Adds what is on disk already, unless it is here. */
  adopt(entries: readonly Entry<'outbox'>[]): void {
    const known = new Set(this.#entries.map(({ key }) => key[2]))
    this.#set([...this.#entries, ...entries.filter(({ key }) => !known.has(key[2]))])
    this.#place = entries.reduce((last, { key }) => Math.max(last, key[1]), this.#place)
  }

  /** Keeps an event from being sent, with the reason. */
  park(event: string, reason: string): Write[] {
    return this.#mark(({ key }) => key[2] === event, reason)
  }

  /** Puts parked events back to try again. */
  unpark(): Write[] {
    return this.#mark(({ value }) => value.parked !== null, null)
  }

  /** Empties the line; what belongs to other sessions than these stays on disk, for those who write it. */
  clear(sessions: ReadonlySet<string>): Write[] {
    const own = this.#entries.filter(({ value }) => sessions.has(value.session))
    this.#set([])
    return own.map(({ key }) => remove('outbox', key))
  }

  /** Replaces every entry where it stands. */
  rewrite(change: (record: OutboxRecord) => OutboxRecord): Write[] {
    this.#set(this.#entries.map(({ key, value }) => ({ key, value: change(value) })))
    return this.#entries.map(({ key, value }) => put('outbox', key, value))
  }

  #mark(which: (entry: Entry<'outbox'>) => boolean, parked: string | null): Write[] {
    const chosen = new Set(this.#entries.filter(which).map(({ key }) => key[2]))
    if (chosen.size === 0) return []
    const all = this.rewrite((record) =>
      chosen.has(record.event.event_id) ? { ...record, parked } : record,
    )
    return all.filter(({ key }) => chosen.has(String(key[2])))
  }

  #set(entries: Entry<'outbox'>[]): void {
    this.#entries = entries
    this.#parked = countParked(entries)
  }

  #enter(key: readonly [string, number, string], value: OutboxRecord): Write {
    this.#entries.push({ key, value })
    return put('outbox', key, value)
  }
}

const countParked = (entries: readonly Entry<'outbox'>[]): number =>
  entries.filter(({ value }) => value.parked !== null).length
