import type { TextRow } from '../Database.ts'
import { DatabaseError } from '../DatabaseError.ts'

/** What a server says, as far as a client that sends prepared statements must know (PostgreSQL documentation, "Message Formats"). */
export interface AnswerListener {
  /** The server asks who connects; 0: it knows enough. */
  readonly authentication: (kind: number) => void
  readonly parsed: () => void
  readonly row: (row: TextRow) => void
  /** The last row of a statement was given. */
  readonly completed: () => void
  readonly failed: (error: DatabaseError) => void
  /** The transaction is over and the next may be sent. */
  readonly ready: () => void
}

const tag = {
  authentication: 0x52,
  parsed: 0x31,
  row: 0x44,
  completed: 0x43,
  empty: 0x49,
  error: 0x45,
  ready: 0x5a,
} as const

const headBytes = 5
const none = Buffer.alloc(0)

/** Takes a server's messages apart, however the network cut them. */
export class AnswerReader {
  readonly #listener: AnswerListener
  #rest: Buffer = none
  /** Pieces of a message that is not whole yet, so that a long one is put together once. */
  #pieces: Buffer[] = []
  #missing = 0

  constructor(listener: AnswerListener) {
    this.#listener = listener
  }

  take(bytes: Buffer): void {
    if (this.#missing > bytes.length) {
      this.#pieces.push(bytes)
      this.#missing -= bytes.length
      return
    }
    const all =
      this.#pieces.length === 0 ? bytes : Buffer.concat([...this.#pieces.splice(0), bytes])
    this.#missing = 0
    let at = 0
    while (all.length - at >= headBytes) {
      const end = at + 1 + all.readInt32BE(at + 1)
      if (end > all.length) break
      this.#message(all[at] ?? 0, all, at + headBytes, end)
      at = end
    }
    this.#rest = at === 0 ? all : all.subarray(at)
    if (this.#rest.length === 0) return
    this.#pieces.push(this.#rest)
    this.#missing =
      this.#rest.length < headBytes
        ? headBytes - this.#rest.length
        : 1 + this.#rest.readInt32BE(1) - this.#rest.length
  }

  #message(type: number, bytes: Buffer, start: number, end: number): void {
    const listener = this.#listener
    switch (type) {
      case tag.authentication:
        return listener.authentication(bytes.readInt32BE(start))
      case tag.parsed:
        return listener.parsed()
      case tag.row:
        return listener.row(rowOf(bytes, start))
      case tag.completed:
      case tag.empty:
        return listener.completed()
      case tag.error:
        return listener.failed(errorOf(bytes.toString('utf8', start, end)))
      case tag.ready:
        return listener.ready()
    }
  }
}

const rowOf = (bytes: Buffer, start: number): TextRow => {
  const row: (string | null)[] = []
  let at = start + 2
  for (let left = bytes.readInt16BE(start); left > 0; left -= 1) {
    const length = bytes.readInt32BE(at)
    at += 4
    if (length < 0) row.push(null)
    else row.push(bytes.toString('utf8', at, (at += length)))
  }
  return row
}

/** Fields of an error: each a letter and a text, each ended by a zero byte. */
const errorOf = (body: string): DatabaseError => {
  const fields = new Map(body.split('\0').map((field) => [field[0], field.slice(1)]))
  return new DatabaseError({
    code: fields.get('C') ?? 'XX000',
    message: fields.get('M') ?? 'the database gave no reason',
    detail: fields.get('D'),
    hint: fields.get('H'),
  })
}
