import * as Y from 'yjs'
import { type Entry, put, remove, type Write } from './LocalStore.ts'
import { mergeUpdates } from './MergeUpdates.ts'
import type { Keys } from './Tables.ts'

type UpdateKey = Keys['updates']

interface Row {
  readonly key: UpdateKey
  readonly body: Uint8Array
}

/** Small rows are merged into one when there are this many: each costs a read at the next opening. */
const mostSmallRows = 300
/** What a merge is worth: a row of this many bytes is left alone until the whole state is rewritten. */
const smallRow = 512
/** The state is rewritten when what was added since outweighs it, and these many bytes. */
const leastAdded = 131_072

/**
 * The rows that hold one document's state. Changes are appended; small rows are merged as they gather, and everything
 * sealed gives way to one row when enough was added. A byte typed is so written about three times at most, however
 * large the document. Rows of other openings that live stay untouched.
 */
export class StateRows {
  readonly #document: string
  readonly #session: string
  #next = 1
  /** The one row that is most of the state: a rewrite, or a snapshot that was taken over. */
  #whole: { readonly key: UpdateKey; readonly bytes: number } | null = null
  #added = 0
  #small: Row[] = []
  readonly #merged: UpdateKey[] = []
  #unsealed: Row[] = []

  constructor(document: string, session: string, loaded: readonly Entry<'updates'>[]) {
    this.#document = document
    this.#session = session
    const [largest, ...rest] = loaded.toSorted((a, b) => bytesOf(b) - bytesOf(a))
    if (largest !== undefined) this.#whole = { key: largest.key, bytes: bytesOf(largest) }
    for (const { key, value } of rest) this.#add({ key, body: value.body })
  }

  /** Adds a change that the log has, or that is sealed. */
  append(body: Uint8Array): Write {
    const row = { key: this.#key(), body }
    this.#add(row)
    return put('updates', row.key, { body })
  }

  /** Adds a local change together with its journal mark. */
  appendUnsealed(body: Uint8Array, base: number): Write[] {
    const key = this.#key()
    this.#unsealed.push({ key, body })
    return [put('updates', key, { body }), put('journal', key, { base })]
  }

  /** Takes the journal marks off: their changes are sealed. */
  seal(): Write[] {
    const sealed = this.#unsealed
    this.#unsealed = []
    for (const row of sealed) this.#add(row)
    return sealed.map(({ key }) => remove('journal', key))
  }

  /** What there is to tidy: `merge` the small rows, `rewrite` the whole state, or null. */
  get untidy(): 'merge' | 'rewrite' | null {
    const whole = this.#whole?.bytes ?? 0
    if (this.#added > Math.max(leastAdded, whole)) return 'rewrite'
    return this.#small.length > mostSmallRows ? 'merge' : null
  }

  /** What there is to tidy, done; `doc` holds the whole state. */
  tidy(doc: Y.Doc): Write[] {
    switch (this.untidy) {
      case 'merge':
        return this.merge()
      case 'rewrite':
        return this.rewrite(Y.encodeStateAsUpdate(doc))
      case null:
        return []
    }
  }

  /** Replaces the small rows by one. */
  merge(): Write[] {
    const old = this.#small
    this.#small = []
    this.#added -= old.reduce((sum, { body }) => sum + body.byteLength, 0)
    const body = mergeUpdates(old.map((row) => row.body))
    const key = this.#key()
    this.#merged.push(key)
    this.#added += body.byteLength
    return [put('updates', key, { body }), ...old.map((row) => remove('updates', row.key))]
  }

  /** Replaces everything sealed by `state`, which must contain it. */
  rewrite(state: Uint8Array): Write[] {
    const old = [...this.#small.map(({ key }) => key), ...this.#merged.splice(0)]
    if (this.#whole !== null) old.push(this.#whole.key)
    this.#small = []
    this.#added = 0
    this.#whole = { key: this.#key(), bytes: state.byteLength }
    return [
      put('updates', this.#whole.key, { body: state }),
      ...old.map((key) => remove('updates', key)),
    ]
  }

  #add(row: Row): void {
    const whole = this.#whole
    if (row.body.byteLength > Math.max(leastAdded, whole?.bytes ?? 0)) {
      this.#whole = { key: row.key, bytes: row.body.byteLength }
      if (whole === null) return
      this.#added += whole.bytes
      this.#merged.push(whole.key)
      return
    }
    this.#added += row.body.byteLength
    if (row.body.byteLength < smallRow) this.#small.push(row)
    else this.#merged.push(row.key)
  }

  #key(): UpdateKey {
    return [this.#document, this.#session, this.#next++]
  }
}

const bytesOf = ({ value }: Entry<'updates'>): number => value.body.byteLength
