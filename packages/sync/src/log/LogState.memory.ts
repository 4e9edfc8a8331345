import type { DocumentKind, LoggedEvent, Role } from '../protocol/Event.ts'
import type { Snapshot } from '../protocol/Snapshot.ts'
import { snapshotAt } from './CatchUp.memory.ts'
import { MemorySegments } from './Segments.memory.ts'
import type { QuarantinedEvent } from './EventLog.ts'

export interface MemorySession {
  readonly document: string
  readonly actor: string
  readonly clientId: number
  readonly device: string
}

/** A document in the memory log: an entry of `engine.documents` with its events. */
export interface MemoryDocument {
  readonly project: string
  readonly kind: DocumentKind
  readonly owner: string
  readonly createdAt: string
  epoch: number
  /** The whole log: what its segments give, and its rows. */
  events: LoggedEvent[]
  segments: MemorySegments
}

/** What a server holds: documents with their events, who is a member, which sessions are registered. */
export class MemoryLogState {
  readonly documents = new Map<string, MemoryDocument>()
  readonly members = new Map<string, Map<string, Role>>()
  readonly sessions = new Map<string, MemorySession>()
  /** A snapshot is there after each so many events, unless `snapshotOf` knows better. */
  snapshotEvery = 500
  snapshotOf = (_doc: string, { events }: MemoryDocument): Snapshot | null =>
    snapshotAt(events, events.length - (events.length % this.snapshotEvery))
  /** How many snapshots were read. */
  snapshotsRead = 0
  /** What is quarantined, by document, newest first. */
  readonly quarantine = new Map<string, readonly QuarantinedEvent[]>()
  /** How often one `session_seq` came with two bodies: a writer that forgot what it had said. */
  reuses = 0
  /** Called after events were appended to a document. */
  readonly onAppend = new Set<(document: string, fresh: readonly LoggedEvent[]) => void>()
  /** Called after the list of a project's documents changed, or its own document has news. */
  readonly onProject = new Set<(project: string) => void>()

  roleOf(document: string, actor: string): Role | null {
    const project = this.documents.get(document)?.project
    return project === undefined ? null : (this.members.get(project)?.get(actor) ?? null)
  }

  /** Goes back to an earlier state of a document's log, as a restored backup does. */
  restore(document: string, head: number): void {
    const known = this.documents.get(document)
    if (known === undefined) return
    known.events = known.events.slice(0, head)
    known.segments = new MemorySegments()
    known.epoch++
  }

  /** Moves events behind the snapshot to a segment, at most `most`; the last event stays a row. Returns how many moved. */
  compact(document: string, most = 1_000): number {
    const known = this.documents.get(document)
    if (known === undefined) return 0
    const { events, segments } = known
    const before = segments.moved
    const behind = Math.min(this.snapshotOf(document, known)?.seq ?? 0, events.length - 1)
    segments.move(events, Math.min(before + most, behind))
    return segments.moved - before
  }
}
