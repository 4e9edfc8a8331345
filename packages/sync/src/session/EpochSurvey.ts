import { inspectUpdate, integratePending } from '@coldopen/core/document'
import { Result } from 'effect'
import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { coalesce } from '../outbox/Coalesce.ts'
import { encodeRun } from '../outbox/StructRun.ts'
import type { LoggedEvent } from '../protocol/Event.ts'
import { maxEventBytes } from '../protocol/Limits.ts'
import type { SessionRecord } from '../store/Tables.ts'

/** Work of one of this device's sessions that the log does not hold. */
export interface MissingWork {
  readonly session: string
  readonly clientId: number
  /** The `session_seq` of the first body. */
  readonly from: number
  readonly bodies: readonly Uint8Array[]
}

/**
 * What a log of another epoch holds, gathered while it is read from its start. A restored log may lack events it had
 * acknowledged: what this device wrote of them is sent again, everyone's devices doing the same.
 */
export class EpochSurvey {
  readonly #held = new Y.Doc()
  readonly #lastSeq = new Map<string, number>()

  note(events: readonly LoggedEvent[]): void {
    for (const { body, session_id, session_seq } of events) {
      const update = fromBase64(body)
      if (Result.isSuccess(inspectUpdate(update))) Y.applyUpdate(this.#held, update)
      this.#lastSeq.set(session_id, Math.max(session_seq, this.#lastSeq.get(session_id) ?? 0))
    }
    integratePending(this.#held)
  }

  /** What the sessions of this device wrote into `doc` and the log lacks; deletions go with the session `live`. */
  missing(
    doc: Y.Doc,
    sessions: ReadonlyMap<string, SessionRecord>,
    live: string,
  ): readonly MissingWork[] {
    return [...sessions].map(([session, { clientId }]) => {
      const known = Y.getState(this.#held.store, clientId)
      const bodies = coalesce(doc, clientId, known, [], maxEventBytes)
      if (session === live) bodies.push(...this.#deletions(doc))
      const from = (this.#lastSeq.get(session) ?? 0) + 1
      return { session, clientId, from, bodies }
    })
  }

  /** Every deletion the document knows, when the log lacks one. */
  #deletions(doc: Y.Doc): Uint8Array[] {
    const known = Y.createDeleteSetFromStructStore(this.#held.store)
    const all = Y.createDeleteSetFromStructStore(doc.store)
    return Y.equalDeleteSets(known, all) ? [] : [encodeRun([], 0, all)]
  }
}
