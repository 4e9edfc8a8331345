import { Effect, Layer } from 'effect'
import type { DocumentKind, LoggedEvent } from '../protocol/Event.ts'
import type { Snapshot } from '../protocol/Snapshot.ts'
import { Offline, WrongEpoch, type SyncError } from '../protocol/SyncError.ts'
import { MemoryLeases } from './Leases.memory.ts'
import { CursorMoved, ProjectionStore } from './ProjectionStore.ts'
import type { ProjectionStep, TableWrite } from './ProjectionStore.ts'
import type { Claimed, ProjectionWork } from './ProjectionWork.ts'

interface Log {
  readonly work: Omit<ProjectionWork, 'head' | 'cursor' | 'quarantined'>
  readonly events: LoggedEvent[]
  readonly quarantined: Map<number, string>
  readonly tables: Map<string, Map<string, unknown>>
  cursor: number
  snapshot: Snapshot | null
}

/** An event to be logged: what the log itself adds is left out. */
export interface Authored {
  readonly client: number
  readonly body: Uint8Array
}

/** A log and its tables in memory, with the compare-and-set of the real one, and ways to make it fail. */
export class MemoryProjections {
  readonly #logs = new Map<string, Log>()
  /** Names of calls that fail next, each once, before or after they did their work. */
  readonly #failures: { readonly call: string; readonly after: boolean }[] = []
  readonly #lost = new Set<LoggedEvent>()
  readonly leases = new MemoryLeases()
  /** How many steps were applied, to see that nothing is written twice. */
  applied: ProjectionStep[] = []
  reads = 0
  pageSize = 500

  open(doc: string, kind: DocumentKind, project = doc): void {
    const created_at = '2026-01-01T00:00:00.000000+00:00'
    this.#logs.set(doc, {
      work: { doc, project, kind, owner: project, epoch: 1, created_at },
      events: [],
      quarantined: new Map(),
      tables: new Map(),
      cursor: 0,
      snapshot: null,
    })
  }

  append(doc: string, ...authored: readonly Authored[]): void {
    const log = this.#log(doc)
    for (const { client, body } of authored) {
      const seq = log.events.length + 1
      const at = new Date(1_767_225_600_000 + seq).toISOString()
      log.events.push({
        seq,
        event_id: `${doc}-${seq}`,
        actor_id: log.work.owner,
        session_id: String(client),
        session_seq: seq,
        base_seq: 0,
        client_id: client,
        encoding: 'v1',
        body: Buffer.from(body).toString('base64'),
        authored_at: at,
        committed_at: at,
      })
    }
  }

  cursor(doc: string): number {
    return this.#log(doc).cursor
  }

  quarantined(doc: string): ReadonlyMap<number, string> {
    return this.#log(doc).quarantined
  }

  /** What the log holds. */
  bodies(doc: string): readonly Uint8Array[] {
    return this.#log(doc).events.map(({ body }) => Buffer.from(body, 'base64'))
  }

  /** The rows of a document by table and id. */
  rows(doc: string): Record<string, Record<string, unknown>> {
    const tables = [...this.#log(doc).tables].filter(([, rows]) => rows.size > 0)
    return Object.fromEntries(tables.map(([name, rows]) => [name, Object.fromEntries(rows)]))
  }

  /** Leaves an event out of every page, as a broken log would; `found` puts all of them back. */
  lose(doc: string, seq: number): void {
    for (const event of this.#log(doc).events) if (event.seq === seq) this.#lost.add(event)
  }

  found(): void {
    this.#lost.clear()
  }

  /** Forgets what was projected, as `reset_projection` does. */
  reset(doc: string): void {
    this.#log(doc).cursor = 0
  }

  /** Makes the next call of that name fail, after having done its work if `after`. */
  failNext(call: string, after = false): void {
    this.#failures.push({ call, after })
  }

  readonly layer: Layer.Layer<ProjectionStore> = Layer.succeed(ProjectionStore, {
    claim: (projector, limit, seconds) =>
      this.#call('claim', () => Effect.sync(() => this.#claim(projector, limit, seconds))),
    renew: (projector, seconds) =>
      this.#call('renew', () => Effect.sync(() => this.leases.renew(projector, seconds))),
    release: (projector) =>
      this.#call('release', () => Effect.sync(() => this.leases.release(projector))),
    park: (projector, aside) =>
      this.#call('park', () => Effect.sync(() => this.leases.park(projector, aside))),
    read: (doc, after, epoch) =>
      this.#call('read', () => {
        const log = this.#log(doc)
        this.reads += 1
        if (epoch !== log.work.epoch) return Effect.fail(new WrongEpoch({ detail: 'epoch' }))
        const events = log.events
          .slice(after, after + this.pageSize)
          .filter((event) => !this.#lost.has(event))
          .map((event) => (log.quarantined.has(event.seq) ? { ...event, body: 'AAA=' } : event))
        return Effect.succeed({ doc, epoch, head: log.events.length, events })
      }),
    apply: (step) =>
      this.#call('apply', () => {
        const log = this.#log(step.doc)
        const current = step.epoch === log.work.epoch && step.from === log.cursor
        if (!current || step.to > log.events.length) {
          return Effect.fail(new CursorMoved({ doc: step.doc }))
        }
        for (const [table, write] of Object.entries(step.writes)) this.#write(log, table, write)
        log.cursor = step.to
        this.applied.push(step)
        return Effect.void
      }),
    quarantine: (doc, seq, reason) =>
      this.#call('quarantine', () => {
        const log = this.#log(doc)
        const known = log.quarantined.has(seq)
        if (!known) log.quarantined.set(seq, reason)
        if (!known && log.snapshot !== null && log.snapshot.seq >= seq) log.snapshot = null
        return Effect.void
      }),
    snapshot: (doc) => this.#call('snapshot', () => Effect.succeed(this.#log(doc).snapshot)),
    keep: ({ doc, epoch, seq, quarantined, body }) =>
      this.#call('keep', () => {
        const log = this.#log(doc)
        const left = [...log.quarantined.keys()].filter((at) => at <= seq).length
        if (epoch !== log.work.epoch || seq > log.cursor || left !== quarantined)
          return Effect.fail(new CursorMoved({ doc }))
        const committed_at = log.events[seq - 1]?.committed_at ?? ''
        log.snapshot = { seq, committed_at, body }
        return Effect.void
      }),
  })

  #log(doc: string): Log {
    const log = this.#logs.get(doc)
    if (log === undefined) throw new Error(`no document ${doc}`)
    return log
  }

  #claim(projector: string, limit: number, seconds: number): Claimed {
    const behind = this.#behind()
    const documents: ProjectionWork[] = []
    for (const work of behind) {
      if (documents.length === limit) break
      if (this.leases.take(projector, work.doc, work.head, seconds)) documents.push(work)
    }
    if (documents.length === limit)
      this.leases.release(projector, new Set(documents.map(({ doc }) => doc)))
    return {
      documents,
      behind: {
        documents: behind.length,
        events: behind.reduce((sum, { head, cursor }) => sum + head - cursor, 0),
      },
      parked: behind.flatMap(({ doc }) => {
        const reason = this.leases.reason(doc)
        return reason === null ? [] : [{ doc, reason }]
      }),
    }
  }

  #behind(): ProjectionWork[] {
    return [...this.#logs.values()]
      .filter((log) => log.cursor < log.events.length)
      .map((log) => ({
        ...log.work,
        head: log.events.length,
        cursor: log.cursor,
        quarantined: log.quarantined.size,
      }))
  }

  #write(log: Log, table: string, { upsert, remove, replace }: TableWrite): void {
    const rows = log.tables.get(table) ?? new Map<string, unknown>()
    log.tables.set(table, rows)
    if (replace === true) rows.clear()
    for (const id of remove) rows.delete(id)
    for (const row of upsert) {
      const { id, scene_id, screenplay_id } = row as Record<string, unknown>
      rows.set(String(id ?? scene_id ?? screenplay_id), row)
    }
  }

  #call<A, E>(name: string, work: () => Effect.Effect<A, E>): Effect.Effect<A, E | SyncError> {
    return Effect.suspend((): Effect.Effect<A, E | SyncError> => {
      const index = this.#failures.findIndex(({ call }) => call === name)
      const [failure] = index < 0 ? [] : this.#failures.splice(index, 1)
      const offline = new Offline({ detail: `${name} was told to fail` })
      if (failure === undefined) return work()
      return failure.after ? Effect.andThen(work(), Effect.fail(offline)) : Effect.fail(offline)
    })
  }
}
