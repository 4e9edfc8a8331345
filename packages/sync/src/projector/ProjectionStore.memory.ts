import { Effect, Layer } from 'effect'
import type { DocumentKind, LoggedEvent } from '../protocol/Event.ts'
import { Offline, WrongEpoch, type SyncError } from '../protocol/SyncError.ts'
import { MemoryLeases } from './Leases.memory.ts'
import { ProjectedLog } from './ProjectedLog.memory.ts'
import {
  CursorMoved,
  type ProjectionStep,
  ProjectionStore,
  type ProjectionStoreShape,
} from './ProjectionStore.ts'
import type { Claimed, ProjectionWork } from './ProjectionWork.ts'

/** An event to be logged: what the log itself adds is left out. */
export interface Authored {
  readonly client: number
  readonly body: Uint8Array
}

/** A log and its tables in memory, with the compare-and-set of the real one, and ways to make it fail. */
export class MemoryProjections {
  readonly #logs = new Map<string, ProjectedLog>()
  /** Names of calls that fail next, each once, before or after they did their work. */
  readonly #failures: { readonly call: string; readonly after: boolean }[] = []
  readonly #now: () => number
  readonly #lost = new Set<LoggedEvent>()
  readonly leases: MemoryLeases
  /** How many steps were applied, to see that nothing is written twice. */
  applied: ProjectionStep[] = []
  reads = 0
  #passed = 0
  pageSize = 500

  constructor(now: () => number = Date.now) {
    this.#now = now
    this.leases = new MemoryLeases(now)
  }

  /** Takes in a document of a log of its own. */
  open(doc: string, kind: DocumentKind, project = doc): void {
    const created_at = '2026-01-01T00:00:00.000000+00:00'
    const about = { doc, project, kind, owner: project, created_at }
    this.follow(new ProjectedLog(about, { epoch: 1, events: [] }))
  }

  /** Takes in a document whose log is elsewhere. */
  follow(log: ProjectedLog): void {
    this.#logs.set(log.about.doc, log)
  }

  /** Logs events, each a millisecond after the one before; returns the time of the last, in ms since the epoch. */
  append(doc: string, ...authored: readonly Authored[]): number {
    const log = this.#log(doc)
    const events = log.source.events as LoggedEvent[]
    for (const { client, body } of authored) {
      const seq = log.head + 1
      const at = new Date(this.#timeOf(seq)).toISOString()
      events.push({
        seq,
        event_id: `${doc}-${seq}`,
        actor_id: log.about.owner,
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
    return this.#timeOf(log.head)
  }

  /** Lets time pass before the next event, in ms. */
  pass(ms: number): void {
    this.#passed += ms
  }

  #timeOf(seq: number): number {
    return 1_767_225_600_000 + this.#passed + seq
  }

  /** How many events of a document stand in segments. */
  moved(doc: string): number {
    return this.#log(doc).moved
  }

  cursor(doc: string): number {
    return this.#log(doc).cursor
  }

  quarantined(doc: string): ReadonlyMap<number, string> {
    return this.#log(doc).quarantined
  }

  /** What the log holds. */
  bodies(doc: string): readonly Uint8Array[] {
    return this.#log(doc).source.events.map(({ body }) => Buffer.from(body, 'base64'))
  }

  /** The rows of a document by table and id. */
  rows(doc: string): Record<string, Record<string, unknown>> {
    const tables = [...this.#log(doc).tables].filter(([, rows]) => rows.size > 0)
    return Object.fromEntries(tables.map(([name, rows]) => [name, Object.fromEntries(rows)]))
  }

  /** Leaves an event out of every page, as a broken log would; `found` puts all of them back. */
  lose(doc: string, seq: number): void {
    for (const event of this.#log(doc).source.events) if (event.seq === seq) this.#lost.add(event)
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

  readonly shape: ProjectionStoreShape = {
    claim: (projector, limit, seconds, restMs) =>
      this.#call('claim', () => Effect.sync(() => this.#claim(projector, limit, seconds, restMs))),
    renew: (projector, seconds) =>
      this.#call('renew', () => Effect.sync(() => this.leases.renew(projector, seconds))),
    release: (projector) =>
      this.#call('release', () => Effect.sync(() => this.leases.release(projector))),
    park: (projector, aside) =>
      this.#call('park', () => Effect.sync(() => this.leases.park(projector, aside))),
    read: (doc, after, epoch) =>
      this.#call('read', () => {
        const { source, quarantined } = this.#log(doc)
        this.reads += 1
        if (epoch !== source.epoch || after > source.events.length)
          return Effect.fail(new WrongEpoch({ detail: 'epoch' }))
        const events = source.events
          .slice(after, after + this.pageSize)
          .filter((event) => !this.#lost.has(event))
          .map((event) => (quarantined.has(event.seq) ? { ...event, body: 'AAA=' } : event))
        return Effect.succeed({ doc, epoch, head: source.events.length, events })
      }),
    apply: (step) =>
      this.#call('apply', () => {
        if (!this.#log(step.doc).apply(step)) return moved(step.doc)
        this.applied.push(step)
        return Effect.void
      }),
    quarantine: (doc, seq, reason) =>
      this.#call('quarantine', () => Effect.sync(() => this.#log(doc).quarantine(seq, reason))),
    snapshot: (doc) => this.#call('snapshot', () => Effect.succeed(this.#log(doc).snapshot)),
    keep: (made) =>
      this.#call('keep', () => (this.#log(made.doc).keep(made) ? Effect.void : moved(made.doc))),
    compact: (doc) => this.#call('compact', () => Effect.sync(() => this.#log(doc).compact())),
  }

  readonly layer: Layer.Layer<ProjectionStore> = Layer.succeed(ProjectionStore, this.shape)

  #log(doc: string): ProjectedLog {
    const log = this.#logs.get(doc)
    if (log === undefined) throw new Error(`no document ${doc}`)
    return log
  }

  #claim(projector: string, limit: number, seconds: number, restMs: number): Claimed {
    const now = this.#now()
    const behind = this.#behind()
    const documents: ProjectionWork[] = []
    for (const log of behind) {
      if (documents.length === limit) break
      const due = log.due(now, restMs)
      if (log.cursor === log.head && !due) continue
      const work = log.work(restMs === 0 || due)
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
      parked: behind.flatMap(({ about: { doc } }) => {
        const reason = this.leases.reason(doc)
        return reason === null ? [] : [{ doc, reason }]
      }),
    }
  }

  #behind(): ProjectedLog[] {
    return [...this.#logs.values()].filter(
      ({ cursor, head, lateSince }) => cursor < head || lateSince !== null,
    )
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

const moved = (doc: string) => Effect.fail(new CursorMoved({ doc }))
