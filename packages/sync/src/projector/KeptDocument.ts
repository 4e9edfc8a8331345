import { integratePending } from '@coldopen/core/document'
import type { Rows } from '@coldopen/core/projection'
import * as Y from 'yjs'
import type { LoggedEvent } from '../protocol/Event.ts'
import type { Snapshot } from '../protocol/Snapshot.ts'
import { bodyOf, type Poison, repeatsOf } from './Poison.ts'
import type { MakeProjection, Projection } from './Projection.ts'
import type { ProjectionWork } from './ProjectionWork.ts'
import { snapshotAfter, type SnapshotPace } from './Snapshot.ts'

/** Part of an update the log does not hold (yet): the document may not be shown or projected without it (IN-1). */
export interface Missing {
  readonly client: number
  readonly clock: number
}

/** What became of events: those left out, and whether the document is of no use any more. */
export interface Applied {
  readonly poison: readonly Poison[]
  readonly spoilt: boolean
}

/** Events applied in one Yjs transaction. */
const batchSize = 100

/** A document as the projector keeps it between steps: the replayed log and the rows it last wrote. */
export class KeptDocument {
  readonly id: string
  readonly epoch: number
  readonly #doc = new Y.Doc()
  readonly #projection: Projection
  #applied = 0
  #bytes = 0
  #changedAt: string
  /** The cursor of the read models when it was last seen. */
  cursor: number
  /** The rows the tables hold at the cursor; null when this projector did not write them. */
  written: Rows | null = null
  /** Events of the log that are left out. */
  quarantined: number
  #snapshot = 0

  constructor(work: ProjectionWork, project: MakeProjection) {
    this.id = work.doc
    this.epoch = work.epoch
    this.cursor = work.cursor
    this.quarantined = work.quarantined
    this.#changedAt = work.created_at
    this.#projection = project(work.kind, this.#doc)
  }

  /** The last position of the log that is applied. */
  get applied(): number {
    return this.#applied
  }

  /** Bytes of the bodies applied: a measure of what the document costs to keep. */
  get bytes(): number {
    return this.#bytes
  }

  /** Begins at a snapshot instead of at the first event. Throws when it is none. */
  load({ seq, committed_at, body }: Snapshot): void {
    Y.applyUpdateV2(this.#doc, body)
    this.#applied = seq
    this.#snapshot = seq
    this.#changedAt = committed_at
    this.#bytes += body.length
  }

  /** Whether so many events follow on the last snapshot that the next one is due. */
  snapshotDue(pace: SnapshotPace): boolean {
    return this.#applied - this.#snapshot >= snapshotAfter(this.#applied, pace)
  }

  /** The state at the position applied, as a V2 update; nothing is pending in it when `missing` is null. */
  snapshot(): Uint8Array {
    this.#snapshot = this.#applied
    return Y.encodeStateAsUpdateV2(this.#doc)
  }

  /** The rows of the document at the position applied. Throws what the projection throws. */
  rows({ doc, project, owner, created_at }: ProjectionWork): Rows {
    return this.#projection.rows({
      document: doc,
      project,
      owner,
      createdAt: created_at,
      seq: this.#applied,
      changedAt: this.#changedAt,
    })
  }

  /**
   * Applies events that follow on what is applied. `poison` are those that were left out. Should Yjs fail on one, that
   * one is the last of them and the document is `spoilt`: replay the log without it. Throws what the projection's
   * listeners throw.
   */
  apply(events: readonly LoggedEvent[]): Applied {
    const poison: Poison[] = []
    for (let start = 0; start < events.length; start += batchSize) {
      if (this.#applyBatch(events.slice(start, start + batchSize), poison))
        return { poison, spoilt: true }
    }
    return { poison, spoilt: false }
  }

  /** What the document waits for, or null when it is whole. */
  missing(): Missing | null {
    const { pendingStructs, pendingDs } = this.#doc.store
    const [first] = pendingStructs?.missing ?? []
    if (first !== undefined) return { client: first[0], clock: first[1] }
    return pendingStructs === null && pendingDs === null ? null : { client: 0, clock: 0 }
  }

  destroy(): void {
    this.#projection.close()
    this.#doc.destroy()
  }

  #applyBatch(events: readonly LoggedEvent[], poison: Poison[]): boolean {
    let spoilt = false
    try {
      this.#doc.transact(() => {
        spoilt = this.#integrate(events, poison)
      })
    } catch (cause) {
      if (!spoilt) throw cause
    }
    const last = events.at(-1)
    if (!spoilt && last !== undefined) {
      this.#applied = last.seq
      this.#changedAt = last.committed_at
    }
    return spoilt
  }

  /** Listeners hear of it at the end of the transaction, so that what is caught here is the event's own fault. */
  #integrate(events: readonly LoggedEvent[], poison: Poison[]): boolean {
    for (const event of events) {
      const body = bodyOf(event)
      const repeats = repeatsOf(event, body, Y.getState(this.#doc.store, event.client_id))
      if (repeats !== null) {
        poison.push(repeats)
        continue
      }
      try {
        Y.applyUpdate(this.#doc, body)
      } catch (cause) {
        poison.push({ seq: event.seq, reason: `The body cannot be applied: ${String(cause)}.` })
        return true
      }
      this.#bytes += body.length
    }
    integratePending(this.#doc)
    return false
  }
}
