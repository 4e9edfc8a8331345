import type { Database } from './DatabaseConnection.ts'

/** The connection a request was made on was closed before the answer came. */
export class ConnectionEnded extends Error {
  override readonly name = 'ConnectionEnded'
  constructor() {
    super('the browser closed the database before it answered')
  }
}

/**
 * A database from its opening to its end. Chromium leaves some transactions of a connection that it closes unanswered for
 * good; here every request is answered, at the end of the connection at the latest.
 */
export class OpenDatabase {
  readonly database: Database
  readonly #unanswered = new Set<(ended: ConnectionEnded) => void>()
  #ended = false

  constructor(database: Database) {
    this.database = database
  }

  /** Rejects with `ConnectionEnded` when the answer had not come by the end; what was asked may have happened. */
  ask<A>(request: (database: Database) => Promise<A>): Promise<A> {
    return new Promise<A>((answer, reject) => {
      if (this.#ended) return reject(new ConnectionEnded())
      const asked = request(this.database)
      this.#unanswered.add(reject)
      void asked.then(answer, reject).finally(() => this.#unanswered.delete(reject))
    })
  }

  /** Called when the browser closed the connection, or was made way for. */
  end(): void {
    this.#ended = true
    for (const reject of this.#unanswered) reject(new ConnectionEnded())
    this.#unanswered.clear()
  }
}
