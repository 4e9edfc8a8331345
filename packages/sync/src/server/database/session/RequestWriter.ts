/** Object identifier of type `text`. */
const textOid = 25

/** Message types a client sends (PostgreSQL documentation, "Message Formats"). */
const tag = { parse: 0x50, bind: 0x42, execute: 0x45, sync: 0x53, terminate: 0x58 } as const

/**
 * Writes a client's messages of PostgreSQL's protocol 3.0, one after the other, into bytes that are used again: `take`
 * may be called anew only when what it gave before has been read by the server.
 */
export class RequestWriter {
  #bytes = Buffer.allocUnsafe(16_384)
  #at = 0

  /** The first message of a connection. */
  startup(parameters: Readonly<Record<string, string>>): void {
    const start = this.#at
    this.#room(8)
    this.#at += 4
    this.#int32(0x0003_0000)
    for (const [name, value] of Object.entries(parameters)) {
      this.#text(name)
      this.#text(value)
    }
    this.#byte(0)
    this.#bytes.writeInt32BE(this.#at - start, start)
  }

  /** Prepares a statement whose arguments are all text. */
  parse(name: string, statement: string, count: number): void {
    const start = this.#begin(tag.parse)
    this.#text(name)
    this.#text(statement)
    this.#int16(count)
    for (let one = 0; one < count; one += 1) this.#int32(textOid)
    this.#end(start)
  }

  /** Binds arguments to a prepared statement; arguments and results travel as text. */
  bind(name: string, args: readonly (string | null)[]): void {
    const start = this.#begin(tag.bind)
    this.#byte(0)
    this.#text(name)
    this.#int16(0)
    this.#int16(args.length)
    for (const arg of args) this.#value(arg)
    this.#int16(0)
    this.#end(start)
  }

  /** Runs what was bound, to its last row. */
  execute(): void {
    const start = this.#begin(tag.execute)
    this.#byte(0)
    this.#int32(0)
    this.#end(start)
  }

  /** Ends a transaction: it is committed, or rolled back when something in it failed. */
  sync(): void {
    this.#end(this.#begin(tag.sync))
  }

  terminate(): void {
    this.#end(this.#begin(tag.terminate))
  }

  /** What was written since the last call. */
  take(): Buffer {
    const written = this.#bytes.subarray(0, this.#at)
    this.#at = 0
    return written
  }

  #begin(type: number): number {
    this.#byte(type)
    const start = this.#at
    this.#room(4)
    this.#at += 4
    return start
  }

  #end(start: number): void {
    this.#bytes.writeInt32BE(this.#at - start, start)
  }

  #value(value: string | null): void {
    if (value === null) return this.#int32(-1)
    const length = Buffer.byteLength(value)
    this.#int32(length)
    this.#room(length)
    this.#at += this.#bytes.write(value, this.#at)
  }

  /** A text ends with a zero byte, so it must not hold one. */
  #text(value: string): void {
    this.#room(Buffer.byteLength(value))
    this.#at += this.#bytes.write(value, this.#at)
    this.#byte(0)
  }

  #byte(value: number): void {
    this.#room(1)
    this.#bytes[this.#at] = value
    this.#at += 1
  }

  #int16(value: number): void {
    this.#room(2)
    this.#at = this.#bytes.writeInt16BE(value, this.#at)
  }

  #int32(value: number): void {
    this.#room(4)
    this.#at = this.#bytes.writeInt32BE(value, this.#at)
  }

  #room(needed: number): void {
    if (this.#at + needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#at + needed))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}
