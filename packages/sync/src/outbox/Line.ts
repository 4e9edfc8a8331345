import { put, remove, type Entry, type Write } from '../store/LocalStore.ts'
import type { OutboxRecord } from '../store/Tables.ts'
import type { NewEvent } from '../protocol/Event.ts'
import { maxBatchBytes, maxBatchEvents } from '../protocol/Limits.ts'

/** A run of events of one session at the front of the line: what one append call carries. */
export interface Batch {
  readonly session: string
  readonly events: readonly NewEvent[]
}

/** Whether an event may stand in a log of that epoch. */
export const isOfEpoch = (record: OutboxRecord, epoch: number): boolean =>
  record.epoch === epoch || record.epoch === 0

/** An event that left the line, and the write that takes it off the disk. */
export interface Left {
  readonly id: string
  readonly session: string
  readonly write: Write
}

/**
 * The line of one document's exact events to the log, oldest first, of every session on this device. Whoever writes an
 * event gives it a place behind all it has seen, so an event never stands before what it builds on. It leaves the line only
 * when the log named its seq (OUT-1). A parked event holds everything behind it. What was written for another epoch waits
 * for its session to bring it in step, and holds nothing.
 */
export class Line {
  readonly #document: string
  #entries: Entry<'outbox'>[] = []
  #parked = 0
  /** The last place given; order in the line is order of places. */
  #place = 0
  readonly #replaced = new Set<string>()

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

  /** The ids of its events. */
  get ids(): ReadonlySet<string> {
    return new Set(this.#entries.map(({ key }) => key[2]))
  }

  /** Whether there is something to send to a log of that epoch. */
  sendable(epoch: number): boolean {
    const first = this.#entries.find(({ value }) => isOfEpoch(value, epoch))
    return first !== undefined && first.value.parked === null
  }

  get events(): readonly Entry<'outbox'>[] {
    return this.#entries
  }

  /** Adds an event at the end. */
  join(session: string, epoch: number, event: NewEvent): Write {
    this.#place++
    return this.#enter([this.#document, this.#place, event.event_id], {
      session,
      epoch,
      event,
      parked: null,
    })
  }

  /** The next call's events for a log of that epoch, at most `most`; null when there is nothing to send. */
  batch(most: number, epoch: number): Batch | null {
    const due = this.#entries.filter(({ value }) => isOfEpoch(value, epoch))
    const first = due[0]
    if (first === undefined || first.value.parked !== null) return null
    const { session } = first.value
    const events: NewEvent[] = []
    let bytes = 0
    for (const { value } of due) {
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
    this.#set([...this.#entries, ...entries.filter(({ key }) => !known.has(key[2]))].sort(inOrder))
    this.#place = entries.reduce((last, { key }) => Math.max(last, key[1]), this.#place)
  }

  /** Takes over what the disk says of events that are here: another tab may have parked them, or put them back. */
  refresh(entries: readonly Entry<'outbox'>[]): void {
    const told = new Map(entries.map(({ key, value }) => [key[2], value]))
    this.#set(this.#entries.map(({ key, value }) => ({ key, value: told.get(key[2]) ?? value })))
  }

  /** Lets go of events that are on the disk no more. */
  forget(events: ReadonlySet<string>): void {
    this.#set(this.#entries.filter(({ key }) => !events.has(key[2])))
  }

  /** Keeps an event from being sent, with the reason. */
  park(event: string, reason: string): Write[] {
    return this.#mark(({ key }) => key[2] === event, reason)
  }

  /** Puts parked events back to try again. */
  unpark(): Write[] {
    return this.#mark(({ value }) => value.parked !== null, null)
  }

  /** Takes the events of these sessions out, to be made anew; the others are for those who wrote them. */
  clear(sessions: ReadonlySet<string>): Write[] {
    const own = this.#entries.filter(({ value }) => sessions.has(value.session))
    for (const { key } of own) this.#replaced.add(key[2])
    this.#set(this.#entries.filter(({ value }) => !sessions.has(value.session)))
    return own.map(({ key }) => remove('outbox', key))
  }

  /** Whether an event was taken out to be made anew: the disk may show it for a while. */
  hasReplaced(event: string): boolean {
    return this.#replaced.has(event)
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

/** By place; two of one place do not build on each other, and stand the same way for everyone. */
const inOrder = (a: Entry<'outbox'>, b: Entry<'outbox'>): number =>
  a.key[1] - b.key[1] || (a.key[2] < b.key[2] ? -1 : 1)

const countParked = (entries: readonly Entry<'outbox'>[]): number =>
  entries.filter(({ value }) => value.parked !== null).length
