import type { LoggedEvent } from '../protocol/Event.ts'

/** A position of the log: an event to apply, or `own`, an acknowledged event this document already holds. */
export type Arrival = { readonly seq: number; readonly event: LoggedEvent | 'own' }

/** When an arrival was committed, ISO 8601; null when that is not known. */
export const committedAt = (arrival: Arrival | undefined): string | null =>
  arrival === undefined || arrival.event === 'own' ? null : arrival.event.committed_at

/** How many early arrivals are held; what comes beyond is read from the log again. */
const maxHeld = 2_000

/** Arrivals in any order, out in seq order without a gap (IN-1). */
export class Inbox {
  #cursor: number
  readonly #held = new Map<number, LoggedEvent | 'own'>()

  constructor(cursor: number) {
    this.#cursor = cursor
  }

  /** The last position handed out. */
  get cursor(): number {
    return this.#cursor
  }

  hold(events: Iterable<LoggedEvent>): void {
    for (const event of events) this.#hold(event.seq, event)
  }

  /** Notes where the log put events of ours. */
  holdOwn(positions: Iterable<number>): void {
    for (const seq of positions) this.#hold(seq, 'own')
  }

  /** Hands out what follows the cursor without a gap, and moves the cursor behind it. */
  take(): readonly Arrival[] {
    const run: Arrival[] = []
    for (;;) {
      const seq = this.#cursor + 1
      const event = this.#held.get(seq)
      if (event === undefined) return run
      this.#held.delete(seq)
      this.#cursor = seq
      run.push({ seq, event })
    }
  }

  /** Passes over everything up to a position, of the same epoch; what was held beyond it stays. */
  leap(cursor: number): void {
    this.#cursor = cursor
    for (const seq of this.#held.keys()) if (seq <= cursor) this.#held.delete(seq)
  }

  /** Starts again from a position, of another epoch. */
  reset(cursor: number): void {
    this.#cursor = cursor
    this.#held.clear()
  }

  #hold(seq: number, event: LoggedEvent | 'own'): void {
    if (seq <= this.#cursor) return
    if (seq > this.#cursor + 1 && this.#held.size >= maxHeld) return
    if (this.#held.get(seq) !== 'own') this.#held.set(seq, event)
  }
}
