import type { Queryable } from '../database/Database.ts'

/** What is kept at most, in bytes: the largest snapshot there may be is half of it. */
const mostBytes = 16_777_216

const statement = `
  select p.body from engine.snapshot_parts p join engine.snapshots s on s.doc_id = p.doc_id and s.seq = p.seq
  where s.id = $1::uuid and p.part = $2`

/** Where an answer has the name of a part instead of its base64: `engine.snapshot_json` in the embedded process. */
const named = /"body":"part:([0-9a-f-]{36})\/(\d+)"/

interface Kept {
  bytes: number
  readonly body: Promise<Uint8Array<ArrayBuffer> | null>
}

/**
 * The base64 of snapshot parts, read from the database once for all who ask at the same time or soon after. Whether a
 * caller may have a part was decided by the function that named it. A part never changes under its name.
 */
export class SnapshotBodies {
  readonly #database: Queryable
  readonly #kept = new Map<string, Kept>()

  constructor(database: Queryable) {
    this.#database = database
  }

  /** An answer in pieces, with the bytes of the part it names; null when the snapshot was replaced since: ask again. */
  async fill(answer: string): Promise<readonly Uint8Array<ArrayBuffer>[] | null> {
    const found = named.exec(answer)
    if (found === null) return [Buffer.from(answer)]
    const [whole, id = '', part = ''] = found
    const body = await this.#body(id, part)
    const rest = answer.slice(found.index + whole.length)
    return (
      body && [
        Buffer.from(`${answer.slice(0, found.index)}"body":"`),
        body,
        Buffer.from(`"${rest}`),
      ]
    )
  }

  #body(id: string, part: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const name = `${id}/${part}`
    const known = this.#kept.get(name)
    const kept = known ?? { bytes: 0, body: this.#read(id, Number(part)) }
    this.#kept.delete(name)
    this.#kept.set(name, kept)
    if (known !== undefined) return known.body
    const forget = () => {
      if (this.#kept.get(name) === kept) this.#kept.delete(name)
    }
    kept.body.then((body) => {
      kept.bytes = body?.byteLength ?? 0
      if (body === null) forget()
      this.#trim()
    }, forget)
    return kept.body
  }

  async #read(id: string, part: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const [row] = await this.#database.query<{ body: string }>(statement, [id, part])
    return row === undefined ? null : Buffer.from(row.body, 'latin1')
  }

  /** Lets go of what was asked for longest ago. */
  #trim(): void {
    let sum = [...this.#kept.values()].reduce((bytes, kept) => bytes + kept.bytes, 0)
    for (const [name, { bytes }] of this.#kept) {
      if (sum <= mostBytes) return
      this.#kept.delete(name)
      sum -= bytes
    }
  }
}
