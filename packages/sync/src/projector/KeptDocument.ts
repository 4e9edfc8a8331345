import type { Rows } from '@coldopen/core/projection'
import * as Y from 'yjs'
import type { LoggedEvent } from '../protocol/Event.ts'
import { bodyOf } from './Poison.ts'
import type { Poison } from './Poison.ts'
import type { Projection } from './Projection.ts'
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
  /** What the tables hold and at which cursor, as far as this projector wrote it; null when it does not know. */
  written: { readonly cursor: number; readonly rows: Rows } | null = null

  constructor(work: ProjectionWork, project: (doc: Y.Doc, work: ProjectionWork) => Projection) {
    this.id = work.doc
    this.epoch = work.epoch
    this.#changedAt = work.created_at
    this.#projection = project(this.#doc, work)
  }

  /** The last position of the log that is applied. */
  get applied(): number {
    return this.#applied
  }

  /** Bytes of the bodies applied: a measure of what the document costs to keep. */
  get bytes(): number {
    return this.#bytes
  }

  /** The rows of the document at the position applied. */
  rows(): Rows {
    return this.#projection({ seq: this.#applied, changedAt: this.#changedAt })
  }

  /**
   * Applies events that follow on what is applied. Should Yjs fail on one, that event is returned as poison and the
   * document is spoilt: replay the log without it.
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
    this.#doc.destroy()
  }

  #applyBatch(events: readonly LoggedEvent[]): Poison | null {
    let at = 0
    try {
      this.#doc.transact(() => {
        for (const event of events) {
          at = event.seq
          const body = bodyOf(event)
          Y.applyUpdate(this.#doc, body)
          this.#bytes += body.length
        }
      })
    } catch (cause) {
      return { seq: at, reason: `The body cannot be applied: ${String(cause)}.` }
    }
    const last = events.at(-1)
    if (last !== undefined) {
      this.#applied = last.seq
      this.#changedAt = last.committed_at
    }
    return null
  }
}
