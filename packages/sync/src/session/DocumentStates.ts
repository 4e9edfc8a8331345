import { type Cell, makeCell } from '../client/Cell.ts'
import type { Readable, SyncState } from '../client/Client.ts'
import type { DocumentBook } from '../store/DocumentBook.ts'
import { sameState } from './DescribeState.ts'
import type { OpenDocument } from './OpenDocument.ts'
import { type Refusal, restingState } from './RestingState.ts'

/** The sync state of every document asked for: of its worker while it is open, else of what lies on disk. */
export class DocumentStates {
  readonly #book: DocumentBook
  readonly #unsent: Map<string, number>
  readonly #cells = new Map<string, Cell<SyncState>>()
  readonly #followed = new Set<string>()
  /** What the server refused of documents that were closed since. */
  readonly #refused = new Map<string, Refusal>()
  readonly #listeners = new Set<(document: string) => void>()

  /** `unsent`: how many pieces of work each document has on disk that the log does not have. */
  constructor(book: DocumentBook, unsent: Map<string, number>) {
    this.#book = book
    this.#unsent = unsent
  }

  get(document: string): Readable<SyncState> {
    return this.#cell(document)
  }

  /** The documents with unsent work, and how much. */
  get unsent(): ReadonlyMap<string, number> {
    return this.#unsent
  }

  /** Shows the worker's state from now on; returns what ends it. */
  follow(document: string, { worker }: OpenDocument): () => void {
    const show = (state: SyncState): void => {
      if (state.pending > 0) this.#unsent.set(document, state.pending)
      else this.#unsent.delete(document)
      this.#noteRefusal(document, state)
      this.#cell(document).set(state)
      for (const tell of this.#listeners) tell(document)
    }
    this.#followed.add(document)
    show(worker.state.get())
    const unsubscribe = worker.state.subscribe(show)
    return () => {
      unsubscribe()
      this.#followed.delete(document)
    }
  }

  /** Shows what lies on disk: after a document was closed, or its record changed. */
  rest(document: string): void {
    if (this.#followed.has(document)) return
    this.#cells.get(document)?.set(this.#resting(document))
    for (const tell of this.#listeners) tell(document)
  }

  /** Calls back with every document whose state changed. */
  listen(listener: (document: string) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The reason is told while there is a way to the server; it holds until nothing is parked. */
  #noteRefusal(document: string, { parked, error }: SyncState): void {
    if (parked === 0) this.#refused.delete(document)
    else if (error !== null) this.#refused.set(document, { parked, error })
  }

  #cell(document: string): Cell<SyncState> {
    const known = this.#cells.get(document)
    if (known !== undefined) return known
    const cell = makeCell(this.#resting(document), sameState)
    this.#cells.set(document, cell)
    return cell
  }

  #resting(document: string): SyncState {
    const pending = this.#unsent.get(document) ?? 0
    const refused = pending > 0 ? (this.#refused.get(document) ?? null) : null
    return restingState(this.#book.get(document), pending, refused)
  }
}
