import type { Rows } from '@coldopen/core/projection'
import * as Y from 'yjs'
import type { LoggedEvent } from '../protocol/Event.ts'
import { bodyOf } from './Poison.ts'
import type { Poison } from './Poison.ts'
import type { MakeProjection, Projection } from './Projection.ts'
import type { ProjectionWork } from './ProjectionWork.ts'

/** Part of an update the log does not hold (yet): the document may not be shown or projected without it (IN-1). */
export interface Missing {
  readonly client: number
  readonly clock: number
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

  constructor(work: ProjectionWork, project: MakeProjection) {
    this.id = work.doc
    this.epoch = work.epoch
    this.cursor = work.cursor
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
   * Applies events that follow on what is applied. Should Yjs fail on one, that event is returned as poison and the
   * document is spoilt: replay the log without it. Throws what the projection's listeners throw.
   */
  apply(events: readonly LoggedEvent[]): Poison | null {
    for (let start = 0; start < events.length; start += batchSize) {
      const poison = this.#applyBatch(events.slice(start, start + batchSize))
      if (poison !== null) return poison
    }
    return null
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

  #applyBatch(events: readonly LoggedEvent[]): Poison | null {
    let poison: Poison | null = null
    try {
      this.#doc.transact(() => {
        poison = this.#integrate(events)
      })
    } catch (cause) {
      if (poison === null) throw cause
    }
    if (poison !== null) return poison
    const last = events.at(-1)
    if (last !== undefined) {
      this.#applied = last.seq
      this.#changedAt = last.committed_at
    }
    return null
  }

  /** Listeners hear of it at the end of the transaction, so that what is caught here is the event's own fault. */
  #integrate(events: readonly LoggedEvent[]): Poison | null {
    for (const event of events) {
      const body = bodyOf(event)
      try {
        Y.applyUpdate(this.#doc, body)
      } catch (cause) {
        return { seq: event.seq, reason: `The body cannot be applied: ${String(cause)}.` }
      }
      this.#bytes += body.length
    }
    return null
  }
}
