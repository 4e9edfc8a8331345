import type { LoggedEvent } from '../protocol/Event.ts'
import type { Snapshot } from '../protocol/Snapshot.ts'
import type { ProjectionStep, TableWrite } from './ProjectionStore.ts'
import type { ProjectionWork } from './ProjectionWork.ts'
import type { NewSnapshot } from './Snapshot.ts'

/** The log of one document as it is now; whoever restores it gives it another epoch. */
export interface EventSource {
  readonly epoch: number
  readonly events: readonly LoggedEvent[]
}

/** What stands in the database about a document beside its log. */
type About = Pick<ProjectionWork, 'doc' | 'project' | 'kind' | 'owner' | 'created_at'>

/** A document's log with its read models, cursor, quarantine and snapshot in memory, kept by the rules of the database. */
export class ProjectedLog {
  readonly about: About
  readonly source: EventSource
  readonly quarantined = new Map<number, string>()
  tables = new Map<string, Map<string, unknown>>()
  cursor = 0
  /** Since when the row of a screenplay is behind the cursor, ISO 8601; null while it is not. */
  lateSince: string | null = null
  /** The newest snapshot, and the epoch it was made under. */
  kept: { readonly epoch: number; readonly snapshot: Snapshot } | null = null
  /** How many events stand in segments; they are read like any others. */
  moved = 0
  #steps: ProjectionStep[] = []

  constructor(about: About, source: EventSource) {
    this.about = about
    this.source = source
  }

  get head(): number {
    return this.source.events.length
  }

  work(whole: boolean): ProjectionWork {
    const { about, source, head, cursor, quarantined } = this
    return { ...about, epoch: source.epoch, head, cursor, whole, quarantined: quarantined.size }
  }

  /** Whether the late row is due: so long after the last change, in ms, or after five seconds. */
  due(now: number, restMs: number): boolean {
    const { lateSince, cursor, source } = this
    const changedAt = source.events[cursor - 1]?.committed_at ?? ''
    return (
      lateSince !== null &&
      (restMs === 0 ||
        now - Date.parse(changedAt) >= restMs ||
        now - Date.parse(lateSince) >= 5_000)
    )
  }

  /** The newest snapshot of this epoch's log. */
  get snapshot(): Snapshot | null {
    return this.kept?.epoch === this.source.epoch ? this.kept.snapshot : null
  }

  /** Writes rows and cursor, if the cursor still is where the step began. */
  apply(step: ProjectionStep): boolean {
    const current = step.epoch === this.source.epoch && step.from === this.cursor
    const onward = step.to > step.from || (step.to === step.from && this.lateSince !== null)
    if (!current || !onward || step.to > this.head) return false
    this.#write(step)
    this.#steps.push(step)
    return true
  }

  quarantine(seq: number, reason: string): void {
    if (this.quarantined.has(seq)) return
    this.quarantined.set(seq, reason)
    if (this.kept !== null && this.kept.snapshot.seq >= seq) this.kept = null
  }

  /** Stores a snapshot, if it is of the log as it stands. */
  keep({ epoch, seq, quarantined, body }: NewSnapshot): boolean {
    const left = [...this.quarantined.keys()].filter((at) => at <= seq).length
    if (epoch !== this.source.epoch || seq > this.cursor || left !== quarantined) return false
    const committed_at = this.source.events[seq - 1]?.committed_at ?? ''
    this.kept = { epoch, snapshot: { seq, committed_at, body } }
    return true
  }

  /** Moves the oldest events behind the snapshot to a segment; answers with how many. */
  compact(): number {
    const moved = Math.min(1_000, Math.min(this.snapshot?.seq ?? 0, this.head - 1) - this.moved)
    if (moved < 500) return 0
    this.moved += moved
    return moved
  }

  /** Goes back, with its log, to what a backup taken at `head` held: the last step up to there. */
  restore(head: number): void {
    this.#steps = this.#steps.filter(({ to }) => to <= head)
    this.tables = new Map()
    this.cursor = 0
    this.lateSince = null
    this.moved = 0
    for (const seq of this.quarantined.keys()) if (seq > head) this.quarantined.delete(seq)
    for (const step of this.#steps) this.#write(step)
  }

  #write({ from, to, writes }: ProjectionStep): void {
    for (const [table, write] of Object.entries(writes)) this.#writeTable(table, write)
    this.cursor = to
    const late = this.about.kind === 'screenplay' && from > 0 && writes['screenplays'] === undefined
    this.lateSince = late
      ? (this.lateSince ?? this.source.events[to - 1]?.committed_at ?? null)
      : null
  }

  #writeTable(table: string, { upsert, remove, replace }: TableWrite): void {
    const rows = this.tables.get(table) ?? new Map<string, unknown>()
    this.tables.set(table, rows)
    if (replace === true) rows.clear()
    for (const id of remove) rows.delete(id)
    for (const row of upsert) {
      const { id, scene_id, screenplay_id } = row as Record<string, unknown>
      rows.set(String(id ?? scene_id ?? screenplay_id), row)
    }
  }
}
