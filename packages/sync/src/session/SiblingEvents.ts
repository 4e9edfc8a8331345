import { fits, origins } from '@coldopen/core/document'
import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { isOfEpoch } from '../outbox/Line.ts'
import type { Entry } from '../store/LocalStore.ts'

/**
 * Events of other tabs that are in the line and not in the document yet. Each waits until the document has what it builds
 * on, so that what is written here on top of it can name that with its own `base_seq` (LOG-4).
 */
export class SiblingEvents {
  #waiting: readonly Entry<'outbox'>[] = []

  /** Adds events, which are applied in the order of their places. */
  hold(entries: readonly Entry<'outbox'>[]): void {
    this.#waiting = [...this.#waiting, ...entries].sort((a, b) => a.key[1] - b.key[1])
  }

  /** Forgets events that are in the log; returns those of them the document has already. */
  drop(events: ReadonlySet<string>): ReadonlySet<string> {
    const here = new Set(events)
    for (const { key } of this.#waiting) here.delete(key[2])
    this.#waiting = this.#waiting.filter(({ key }) => !events.has(key[2]))
    return here
  }

  /** Applies what can be applied to a document in step with the log up to `cursor`; `first` is called before the first. */
  apply(doc: Y.Doc, epoch: number, cursor: number, first: () => void): void {
    let begun = false
    this.#waiting = this.#waiting.filter(({ value }) => {
      const body = fromBase64(value.event.body)
      const ready = isOfEpoch(value, epoch) && value.event.base_seq <= cursor && fits(doc, body)
      if (!ready) return true
      if (!begun) first()
      begun = true
      Y.applyUpdate(doc, body, origins.remote)
      return false
    })
  }
}
