import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { LoggedEvent } from '../protocol/Event.ts'

/** Reads a memory log as it grows and holds it to what a log promises. */
export class LogWatch {
  readonly #events: () => readonly LoggedEvent[]
  readonly #ids = new Set<string>()
  readonly #places = new Map<string, number>()
  readonly #covered = new Map<number, number>()
  #read = 0
  #restored = false

  constructor(events: () => readonly LoggedEvent[]) {
    this.#events = events
  }

  /** Begins anew after the log was restored from a backup. Returns the clientIDs whose events it lost. */
  restore(): ReadonlySet<number> {
    const before = new Map(this.#covered)
    this.#ids.clear()
    this.#places.clear()
    this.#covered.clear()
    this.#read = 0
    this.#restored = true
    this.check()
    return new Set(
      [...before].flatMap(([client, clock]) => (this.covered(client) < clock ? [client] : [])),
    )
  }

  /** The first Yjs clock of a clientID that the log does not hold. */
  covered(client: number): number {
    return this.#covered.get(client) ?? 0
  }

  /** Whether the log was ever restored: then events may stand before what they build on for a while. */
  get restored(): boolean {
    return this.#restored
  }

  /** How many events were read. */
  get length(): number {
    return this.#read
  }

  /** Throws when a new event is out of place or in the log already. */
  check(): void {
    const events = this.#events()
    for (; this.#read < events.length; this.#read++) this.#take(events[this.#read]!, this.#read + 1)
  }

  #take(event: LoggedEvent, place: number): void {
    const { seq, event_id, session_id, session_seq } = event
    if (seq !== place) throw new Error(`position ${seq} stands at ${place}`)
    if (this.#ids.has(event_id)) throw new Error(`event ${event_id} is in the log twice`)
    this.#ids.add(event_id)
    const last = this.#places.get(session_id) ?? 0
    if (session_seq !== last + 1) {
      throw new Error(`session ${session_id}: ${session_seq} follows on ${last}`)
    }
    this.#places.set(session_id, session_seq)
    const { from, to } = Y.parseUpdateMeta(fromBase64(event.body))
    for (const [client, end] of to) {
      const start = from.get(client) ?? 0
      if (!this.#restored && start !== this.covered(client)) {
        throw new Error(`position ${seq}: client ${client} goes on at ${start}, not where it was`)
      }
      this.#covered.set(client, Math.max(this.covered(client), end))
    }
  }
}
