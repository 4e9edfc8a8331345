/** A positional argument of a statement. A string given for `json` or `jsonb` is JSON text already. */
export type SqlArgument =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | readonly string[]
  | readonly number[]

/** Runs one statement with `$1 …` arguments and returns its rows. Rejects with a `DatabaseError`. */
export interface Queryable {
  query<R extends object = Record<string, unknown>>(
    sql: string,
    args?: readonly SqlArgument[],
  ): Promise<R[]>
}

/** A statement whose arguments and columns are all of type `text`, cast where they are not; no two columns of one name. */
export interface TextStatement {
  readonly text: string
  readonly args: readonly (string | null)[]
}

/** The columns of a row in their order. */
export type TextRow = readonly (string | null)[]

/** Which rung of the ladder runs: a server named by its URL, our own native PostgreSQL, or PGlite. */
export type DatabaseKind = 'url' | 'native' | 'pglite'

/**
 * PostgreSQL as the backend uses it. Values are the same on every adapter: `bytea` is a `Uint8Array`, `bigint` a
 * safe number (beyond 2^53 it is an error: cast to text), `numeric` a string, `json` and `jsonb` parsed,
 * `timestamptz` and `timestamp` ISO 8601 text with the database's microseconds, arrays are arrays
 * (without nulls, which drivers misread: return JSON instead).
 * Concurrency: every method may be called at any time. On PGlite whole transactions wait for one another, so never
 * await the outer `Database` inside `transaction`: use the handle given.
 */
export interface Database extends Queryable {
  readonly kind: DatabaseKind
  /** `server_version`, such as `17.10`. */
  readonly version: string
  /** Runs any number of statements without arguments, in one implicit transaction unless they say otherwise. */
  exec(sql: string): Promise<void>
  /** Commits what `fn` did, or rolls it back when `fn` rejects. */
  transaction<A>(fn: (tx: Transaction) => Promise<A>): Promise<A>
  /**
   * Runs statements in one transaction, none of which depends on what another answered, and returns the rows of each.
   * They are sent together: a server on the other side of a socket answers them in one turn.
   */
  batch(statements: readonly TextStatement[]): Promise<TextRow[][]>
  /** Always rolls back; what `fn` returned is still returned. */
  rollback<A>(fn: (tx: Transaction) => Promise<A>): Promise<A>
  /**
   * Calls back with the payload of every notification on the channel, in commit order, until the result is called.
   * A channel is a lower-case identifier.
   */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>
  /** Waits for running work and lets go of every connection. */
  close(): Promise<void>
}

/** What a transaction can do; `exec` takes many statements. */
export interface Transaction extends Queryable {
  exec(sql: string): Promise<void>
}
