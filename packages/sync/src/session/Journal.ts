import * as Y from 'yjs'
import { coalesce } from '../outbox/Coalesce.ts'
import { maxEventBytes } from '../protocol/Limits.ts'
import type { Write } from '../store/LocalStore.ts'
import type { StateRows } from '../store/StateRows.ts'

/** The local changes of one session that are not sealed: first captured, then on their way to disk, then a window. */
export class Journal {
  readonly #doc: Y.Doc
  readonly #rows: StateRows
  #captured: Uint8Array[] = []
  #window: Uint8Array[] = []
  #sealedClock = 0

  constructor(doc: Y.Doc, rows: StateRows) {
    this.#doc = doc
    this.#rows = rows
  }

  /** Transactions not sealed yet. */
  get size(): number {
    return this.#window.length + this.#captured.length
  }

  /** Takes a change; true when it is the first since the last flush. */
  capture(update: Uint8Array): boolean {
    return this.#captured.push(update) === 1
  }

  /** The writes of what was captured, made while the log was applied up to `base`. */
  flush(base: number): Write[] {
    const captured = this.#captured
    this.#captured = []
    this.#window.push(...captured)
    return captured.flatMap((body) => this.#rows.appendUnsealed(body, base))
  }

  /**
   * The window as few exact updates, and the writes that take the marks off its rows. What is captured and not flushed
   * belongs to it, and is written without a mark.
   */
  seal(client: number): { readonly bodies: readonly Uint8Array[]; readonly writes: Write[] } {
    const captured = this.#captured
    const window = [...this.#window, ...captured]
    if (window.length === 0) return { bodies: [], writes: [] }
    const bodies = coalesce(this.#doc, client, this.#sealedClock, window, maxEventBytes)
    this.#captured = []
    this.#window = []
    this.#sealedClock = Y.getState(this.#doc.store, client)
    return {
      bodies,
      writes: [...captured.map((one) => this.#rows.append(one)), ...this.#rows.seal()],
    }
  }
}
