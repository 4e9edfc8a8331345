import { Effect } from 'effect'
import type { DeviceCannotSave } from './DeviceCannotSave.ts'
import { type LocalStoreShape, put } from './LocalStore.ts'
import type { DocumentRecord } from './Tables.ts'

/** The documents this device knows, read once and kept in memory; every change goes to disk as well. */
export class DocumentBook {
  readonly #store: LocalStoreShape
  readonly #records: Map<string, DocumentRecord>
  readonly #listeners = new Set<(document: string) => void>()

  private constructor(store: LocalStoreShape, records: Map<string, DocumentRecord>) {
    this.#store = store
    this.#records = records
  }

  static readonly load = Effect.fnUntraced(function* (
    store: LocalStoreShape,
  ): Effect.fn.Return<DocumentBook, DeviceCannotSave> {
    const entries = yield* store.list('documents', [])
    return new DocumentBook(store, new Map(entries.map(({ key, value }) => [key[0], value])))
  })

  get(document: string): DocumentRecord | null {
    return this.#records.get(document) ?? null
  }

  entries(): IterableIterator<[document: string, record: DocumentRecord]> {
    return this.#records.entries()
  }

  /** Adds or changes records, in one write. */
  set(
    changes: readonly (readonly [document: string, record: DocumentRecord])[],
  ): Effect.Effect<void, DeviceCannotSave> {
    if (changes.length === 0) return Effect.void
    for (const [document, record] of changes) this.#records.set(document, record)
    for (const [document] of changes) for (const tell of this.#listeners) tell(document)
    return this.#store.commit(
      changes.map(([document, record]) => put('documents', [document], record)),
    )
  }

  /** Writes every record again, to a disk that lost them. */
  get resave(): Effect.Effect<void, DeviceCannotSave> {
    return Effect.suspend(() => this.set([...this.#records]))
  }

  /** Calls back whenever a record changed. */
  listen(listener: (document: string) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
