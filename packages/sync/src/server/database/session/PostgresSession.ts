import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { TextRow, TextStatement } from '../Database.ts'
import { DatabaseError } from '../DatabaseError.ts'
import { AnswerReader } from './AnswerReader.ts'
import { RequestWriter } from './RequestWriter.ts'

/** A server on this machine: the directory of its unix socket, and who connects, trusted without a password. */
export interface SocketAddress {
  readonly socketDir: string
  readonly port: number
  readonly user: string
  readonly database: string
}

interface Transaction {
  readonly statements: readonly TextStatement[]
  readonly rows: TextRow[][]
  /** Statements this transaction prepares, those the server has confirmed taken out. */
  readonly preparing: string[]
  error: DatabaseError | null
  readonly resolve: (rows: TextRow[][]) => void
  readonly reject: (error: DatabaseError) => void
}

const lost = (reason: string, cause?: unknown) =>
  new DatabaseError({ code: '08006', message: `The database does not answer (${reason}).`, cause })

/**
 * One connection that runs one transaction at a time, each in one write and one answer: every statement is bound and
 * executed, and only then `Sync` ends what PostgreSQL treats as one transaction. Statements are prepared when they are
 * first met.
 */
export class PostgresSession {
  readonly #socket: Socket
  readonly #writer = new RequestWriter()
  readonly #prepared = new Map<string, string>()
  readonly #onEnd: (session: PostgresSession) => void
  #made = 0
  #current: Transaction | null = null
  #ended = false

  private constructor(socket: Socket, onEnd: (session: PostgresSession) => void) {
    this.#socket = socket
    this.#onEnd = onEnd
  }

  /** Connects; rejects with a `DatabaseError` of class 08 or 28. `onEnd`: it was lost or closed. */
  static open(
    address: SocketAddress,
    onEnd: (session: PostgresSession) => void,
  ): Promise<PostgresSession> {
    return new Promise((resolve, reject) => {
      const socket = connect(`${address.socketDir}/.s.PGSQL.${address.port}`)
      const session = new PostgresSession(socket, onEnd)
      session.#current = {
        statements: [],
        rows: [],
        preparing: [],
        error: null,
        resolve: () => resolve(session),
        reject,
      }
      session.#listen()
      socket.once('connect', () => {
        session.#writer.startup({
          user: address.user,
          database: address.database,
          client_encoding: 'UTF8',
          TimeZone: 'UTC',
          application_name: 'coldopen',
        })
        socket.write(session.#writer.take())
      })
    })
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Runs statements in one transaction; not to be called before the one before is over. */
  run(statements: readonly TextStatement[]): Promise<TextRow[][]> {
    return new Promise((resolve, reject) => {
      const preparing: string[] = []
      this.#current = { statements, rows: [[]], preparing, error: null, resolve, reject }
      if (this.#ended) return this.#end(lost('closed'))
      for (const { text, args } of statements) {
        this.#writer.bind(this.#nameOf(text, args.length, preparing), args)
        this.#writer.execute()
      }
      this.#writer.sync()
      this.#socket.write(this.#writer.take())
    })
  }

  close(): void {
    this.#writer.terminate()
    this.#socket.end(this.#writer.take())
  }

  /** The name a statement is prepared under; one not met before is prepared on the way. */
  #nameOf(text: string, count: number, preparing: string[]): string {
    const known = this.#prepared.get(text)
    if (known !== undefined) return known
    const name = `s${(this.#made += 1)}`
    this.#writer.parse(name, text, count)
    this.#prepared.set(text, name)
    preparing.push(text)
    return name
  }

  #listen(): void {
    const reader = new AnswerReader({
      authentication: (kind) => {
        if (kind === 0) return
        const message = 'The database asks for a password on its own socket.'
        this.#end(new DatabaseError({ code: '28000', message }))
      },
      parsed: () => void this.#current?.preparing.shift(),
      row: (row) => this.#current?.rows.at(-1)?.push(row),
      completed: () => this.#current?.rows.push([]),
      failed: (error) => this.#fail(error),
      ready: () => this.#finish(),
    })
    const socket = this.#socket
    socket.on('data', (bytes) => reader.take(bytes))
    socket.on('error', (cause) => this.#end(lost('code' in cause ? String(cause.code) : '', cause)))
    socket.on('close', () => this.#end(lost('closed')))
  }

  /** A server that is starting or stopping refuses whoever connects: the same as one that is not there. */
  #fail(error: DatabaseError): void {
    const current = this.#current
    if (current === null) return
    current.error ??= /^57P0[123]$/.test(error.code) ? lost(error.message, error) : error
    if (current.statements.length === 0) this.#end(current.error)
  }

  #finish(): void {
    const current = this.#current
    this.#current = null
    if (current === null) return
    for (const text of current.preparing) this.#prepared.delete(text)
    if (current.error !== null) current.reject(current.error)
    else current.resolve(current.rows.slice(0, -1))
  }

  #end(error: DatabaseError): void {
    const current = this.#current
    this.#current = null
    current?.reject(current.error ?? error)
    if (this.#ended) return
    this.#ended = true
    this.#socket.destroy()
    this.#onEnd(this)
  }
}
