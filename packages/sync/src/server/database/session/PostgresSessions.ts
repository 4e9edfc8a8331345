import type { TextRow, TextStatement } from '../Database.ts'
import { PostgresSession } from './PostgresSession.ts'
import type { SocketAddress } from './PostgresSession.ts'

/**
 * A few connections for batches; whoever finds all of them busy waits in turn. One that was lost fails the batch it
 * carried and is replaced when it is next needed.
 */
export class PostgresSessions {
  readonly #address: SocketAddress
  readonly #most: number
  /** The one used last is used next: its caches are warm. */
  readonly #idle: PostgresSession[] = []
  readonly #waiting: (() => void)[] = []
  readonly #underway = new Set<Promise<unknown>>()
  #open = 0

  constructor(address: SocketAddress, most: number) {
    this.#address = address
    this.#most = most
  }

  /** Runs statements in one transaction; rows of each. Rejects with a `DatabaseError`. */
  async run(statements: readonly TextStatement[]): Promise<TextRow[][]> {
    const work = this.#run(statements)
    this.#underway.add(work)
    try {
      return await work
    } finally {
      this.#underway.delete(work)
    }
  }

  /** Waits for the batches under way, then lets go of every connection. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#underway)
    for (const session of this.#idle.splice(0)) session.close()
  }

  async #run(statements: readonly TextStatement[]): Promise<TextRow[][]> {
    let session = this.#idle.pop()
    while (session === undefined) {
      if (this.#open < this.#most) session = await this.#connect()
      else {
        await new Promise<void>((resolve) => this.#waiting.push(resolve))
        session = this.#idle.pop()
      }
    }
    try {
      return await session.run(statements)
    } finally {
      if (!session.ended) this.#idle.push(session)
      this.#waiting.shift()?.()
    }
  }

  async #connect(): Promise<PostgresSession> {
    this.#open += 1
    return PostgresSession.open(this.#address, (ended) => {
      this.#open -= 1
      const at = this.#idle.indexOf(ended)
      if (at >= 0) this.#idle.splice(at, 1)
      this.#waiting.shift()?.()
    })
  }
}
