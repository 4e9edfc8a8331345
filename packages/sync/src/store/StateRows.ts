import { put, remove, type Entry, type Write } from './LocalStore.ts'
import type { Keys } from './Tables.ts'

type UpdateKey = Keys['updates']

/** The tail is rewritten once it outweighs the body before it, or these many bytes: so a byte is rewritten O(1) times. */
const leastTailBytes = 65_536
/** Each row costs a read at the next opening. */
const mostTailRows = 400

/**
 * The rows that hold one document's state. New changes are appended; when the tail grows, every row known here that
 * is sealed gives way to one row with the whole state, in one write. Rows of other openings stay untouched.
 */
export class StateRows {
  readonly #document: string
  readonly #session: string
  #next = 1
  #bodyBytes = 0
  #tailBytes = 0
  readonly #sealed = new Map<string, UpdateKey>()
  readonly #unsealed = new Map<string, { readonly key: UpdateKey; readonly bytes: number }>()

  constructor(document: string, session: string, loaded: readonly Entry<'updates'>[]) {
    this.#document = document
    this.#session = session
    for (const { key, value } of loaded) {
      this.#sealed.set(key.join(), key)
      this.#bodyBytes += value.body.byteLength
    }
    this.#tailBytes = loaded.length > mostTailRows ? Infinity : 0
  }

  /** Adds a change that the log has, or that is sealed. */
  append(body: Uint8Array): Write {
    const key = this.#key()
    this.#sealed.set(key.join(), key)
    this.#tailBytes += body.byteLength
    return put('updates', key, { body })
  }

  /** Adds a local change together with its journal mark. */
  appendUnsealed(body: Uint8Array, base: number): Write[] {
    const key = this.#key()
    this.#unsealed.set(key.join(), { key, bytes: body.byteLength })
    return [put('updates', key, { body }), put('journal', key, { base })]
  }

  /** Takes the journal marks off: their changes are sealed. */
  seal(): Write[] {
    const marks = [...this.#unsealed.values()]
    this.#unsealed.clear()
    for (const { key, bytes } of marks) {
      this.#sealed.set(key.join(), key)
      this.#tailBytes += bytes
    }
    return marks.map(({ key }) => remove('journal', key))
  }

  get wantCompaction(): boolean {
    const rows = this.#sealed.size
    if (rows < 2) return false
    return this.#tailBytes > Math.max(leastTailBytes, this.#bodyBytes) || rows > mostTailRows
  }

  /** Replaces the sealed rows by `state`, which must contain them. */
  compact(state: Uint8Array): Write[] {
    const old = [...this.#sealed.values()]
    this.#sealed.clear()
    const fresh = this.append(state)
    this.#bodyBytes = state.byteLength
    this.#tailBytes = 0
    return [fresh, ...old.map((key) => remove('updates', key))]
  }

  #key(): UpdateKey {
    return [this.#document, this.#session, this.#next++]
  }
}
