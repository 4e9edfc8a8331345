import type { LoggedEvent } from '../protocol/Event.ts'

/** What is the same for all events of a session in a segment, said once. */
interface Stretch {
  readonly session_id: string
  readonly actor_id: string
  readonly client_id: number
  readonly encoding: LoggedEvent['encoding']
  /** The first `session_seq`; it counts up. */
  readonly first: number
}

/** A row of `engine.segments`: one column for each field. */
interface Segment {
  readonly from: number
  readonly stretches: readonly Stretch[]
  /** Whose each event is, as a place among the stretches. */
  readonly of: readonly number[]
  readonly ids: readonly string[]
  /** How much each `base_seq` differs from the one before. */
  readonly bases: readonly number[]
  readonly authored: readonly string[]
  readonly committed: readonly string[]
  readonly bodies: readonly string[]
}

/** The old events of a log in memory, moved out of its rows as `compact_log` does it (LOG-22). */
export class MemorySegments {
  readonly #segments: Segment[] = []
  /** The last `session_seq` of each session that moved. */
  readonly #last = new Map<string, number>()
  #moved = 0

  /** The last position that moved. */
  get moved(): number {
    return this.#moved
  }

  /** Moves the rows up to a position, read back and compared; from then on `events` says what the segment gives. */
  move(events: LoggedEvent[], to: number): void {
    const rows = events.slice(this.#moved, to)
    if (rows.length === 0) return
    const segment = pack(rows)
    const back = unpack(segment)
    if (back.some((event, i) => !isSame(event, rows[i]!))) {
      throw new Error(`the events from ${segment.from} on would not survive in a segment`)
    }
    this.#segments.push(segment)
    events.splice(this.#moved, rows.length, ...back)
    this.#moved = to
    for (const { session_id, session_seq } of back) this.#last.set(session_id, session_seq)
  }

  /** The last `session_seq` of a session that moved; 0: none. */
  lastOf(session: string): number {
    return this.#last.get(session) ?? 0
  }

  /** A moved event by its place in its session. */
  find(session: string, seq: number): LoggedEvent | undefined {
    if (seq > this.lastOf(session)) return undefined
    for (const segment of this.#segments) {
      if (!segment.stretches.some(({ session_id }) => session_id === session)) continue
      const there = unpack(segment).find(
        ({ session_id, session_seq }) => session_id === session && session_seq === seq,
      )
      if (there !== undefined) return there
    }
    return undefined
  }
}

const pack = (events: readonly LoggedEvent[]): Segment => {
  const stretches: Stretch[] = []
  const of = events.map((event) => {
    const { session_id, actor_id, client_id, encoding, session_seq: first } = event
    const at = stretches.findIndex((stretch) => stretch.session_id === session_id)
    return at >= 0 ? at : stretches.push({ session_id, actor_id, client_id, encoding, first }) - 1
  })
  return {
    from: events[0]?.seq ?? 1,
    stretches,
    of,
    ids: events.map(({ event_id }) => event_id),
    bases: events.map(({ base_seq }, i) => base_seq - (events[i - 1]?.base_seq ?? 0)),
    authored: events.map(({ authored_at }) => authored_at),
    committed: events.map(({ committed_at }) => committed_at),
    bodies: events.map(({ body }) => body),
  }
}

const unpack = (segment: Segment): LoggedEvent[] => {
  const { from, stretches, of, ids, bases, authored, committed, bodies } = segment
  const said = stretches.map(({ first }) => first)
  let base_seq = 0
  return of.map((at, i): LoggedEvent => {
    const { session_id, actor_id, client_id, encoding } = stretches[at]!
    base_seq += bases[i]!
    return {
      seq: from + i,
      event_id: ids[i]!,
      actor_id,
      session_id,
      session_seq: said[at]!++,
      base_seq,
      client_id,
      encoding,
      body: bodies[i]!,
      authored_at: authored[i]!,
      committed_at: committed[i]!,
    }
  })
}

const isSame = (a: LoggedEvent, b: LoggedEvent): boolean =>
  Object.entries(b).every(([field, value]) => a[field as keyof LoggedEvent] === value)
