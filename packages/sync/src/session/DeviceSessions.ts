import type { LoggedEvent } from '../protocol/Event.ts'
import type { SessionRecord } from '../store/Tables.ts'

/** The sessions of this device that an open copy answers for: its own, and those that ended, each taken over once. */
export class DeviceSessions {
  /** The last position of the log known to hold an event of one of them. */
  written = 0
  /** This opening. */
  readonly own: string
  readonly #ended: Map<string, SessionRecord>

  constructor(own: string, ended: ReadonlyMap<string, SessionRecord>) {
    this.own = own
    this.#ended = new Map(ended)
  }

  get ended(): ReadonlyMap<string, SessionRecord> {
    return this.#ended
  }

  has(session: string): boolean {
    return session === this.own || this.#ended.has(session)
  }

  take(sessions: ReadonlyMap<string, SessionRecord>): void {
    for (const [session, record] of sessions) {
      if (!this.has(session)) this.#ended.set(session, record)
    }
  }

  /** A snapshot does not tell whose events it holds: one of them may be up to its position. */
  passOver(seq: number): void {
    this.written = Math.max(this.written, seq)
  }

  /** Takes note of events the log holds. */
  note(events: readonly LoggedEvent[]): void {
    for (const { seq, session_id } of events) if (this.has(session_id)) this.written = seq
  }
}
