import { integratePending } from '@coldopen/core/document'
import { project, type ProjectionContext, type Rows } from '@coldopen/core/projection'
import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { LoggedEvent } from '../protocol/Event.ts'
import type { ProjectedLog } from '../projector/ProjectedLog.memory.ts'
import { marksOf } from './MarkRows.ts'

/** A replay of a log that goes on as the log does. */
class Replay {
  readonly doc = new Y.Doc()
  readonly events: readonly LoggedEvent[]
  #seq = 0

  constructor(events: readonly LoggedEvent[]) {
    this.events = events
  }

  upTo(seq: number): Y.Doc {
    for (; this.#seq < seq; this.#seq++) {
      const event = this.events[this.#seq]
      if (event !== undefined) Y.applyUpdate(this.doc, fromBase64(event.body))
    }
    integratePending(this.doc)
    return this.doc
  }
}

interface Seen {
  readonly replay: Replay
  readonly tables: ProjectedLog['tables']
  readonly cursor: number
  readonly lateSince: string | null
  readonly kept: ProjectedLog['kept']
}

/** Holds read models and snapshots to what they are of: the log up to their position. */
export class ProjectionWatch {
  readonly #logs: ReadonlyMap<string, ProjectedLog>
  readonly #seen = new Map<string, Seen>()

  constructor(logs: ReadonlyMap<string, ProjectedLog>) {
    this.#logs = logs
  }

  /** Whether every read model stands at the head of its log. */
  get atHead(): boolean {
    return [...this.#logs.values()].every(
      ({ cursor, head, lateSince }) => cursor === head && lateSince === null,
    )
  }

  /** Throws when rows or a snapshot that changed are not those of the log up to there. */
  check(): void {
    for (const [doc, log] of this.#logs) this.#check(doc, log)
  }

  checkAtHead(): void {
    for (const { about, cursor, head, lateSince } of this.#logs.values()) {
      if (cursor !== head) throw new Error(`${about.kind} is projected to ${cursor} of ${head}`)
      if (lateSince !== null) throw new Error(`the row of the ${about.kind} is late at ${cursor}`)
    }
  }

  #check(doc: string, log: ProjectedLog): void {
    const { source, tables, cursor, lateSince, kept } = log
    const seen = this.#seen.get(doc)
    // A restore gives the log another array and the rows another map; every step moves the cursor on or ends lateness.
    const replay = seen?.replay.events === source.events ? seen.replay : new Replay(source.events)
    this.#seen.set(doc, { replay, tables, cursor, lateSince, kept })
    if (seen?.tables !== tables || seen.cursor !== cursor || seen.lateSince !== lateSince)
      compare(log, replay.upTo(cursor))
    if (kept !== null && kept !== seen?.kept) compareSnapshot(log, kept.snapshot)
  }
}

const compare = (log: ProjectedLog, doc: Y.Doc): void => {
  const { about, cursor, tables } = log
  if (cursor === 0) return
  const context = contextAt(log, cursor)
  const rows = {
    ...project(about.kind, doc, context),
    ...(log.lateSince === null ? {} : lateRows(log)),
    ...marksOf(about.kind, doc, context),
  }
  const expected = Object.entries(rows).flatMap(([table, lines]) =>
    lines.map((line) => `${table} ${JSON.stringify(line)}`),
  )
  const there = [...tables].flatMap(([table, lines]) =>
    [...lines.values()].map((line) => `${table} ${JSON.stringify(line)}`),
  )
  if (expected.sort().join('\n') !== there.sort().join('\n')) {
    throw new Error(`the rows of the ${about.kind} are not those of its log up to ${cursor}`)
  }
}

/** A late row is true to the position it names. */
const lateRows = (log: ProjectedLog): Pick<Rows, 'screenplays'> => {
  const [row] = log.tables.get('screenplays')?.values() ?? []
  const version = Number((row as { readonly version?: number } | undefined)?.version)
  const { screenplays = [] } = project(
    'screenplay',
    new Replay(log.source.events).upTo(version),
    contextAt(log, version),
  )
  return { screenplays }
}

const contextAt = ({ about, source }: ProjectedLog, seq: number): ProjectionContext => ({
  document: about.doc,
  project: about.project,
  owner: about.owner,
  createdAt: about.created_at,
  seq,
  changedAt: source.events[seq - 1]?.committed_at ?? about.created_at,
})

const compareSnapshot = (
  { about, source }: ProjectedLog,
  { seq, body }: NonNullable<ProjectedLog['snapshot']>,
): void => {
  const [read, replay] = [new Y.Doc(), new Replay(source.events).upTo(seq)]
  Y.applyUpdateV2(read, body)
  const whole = read.store.pendingStructs === null && read.store.pendingDs === null
  if (!whole || !Y.equalSnapshots(Y.snapshot(read), Y.snapshot(replay))) {
    throw new Error(`the snapshot of the ${about.kind} at ${seq} is not its log up to there`)
  }
}
