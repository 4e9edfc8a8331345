import postgres from 'postgres'
import type { TextRow, TextStatement } from './Database.ts'

/** Statements as they are sent to one pool of connections. */
interface Batches {
  /** Runs statements in one transaction that goes out in one piece and comes back in one; rows of each. */
  run(statements: readonly TextStatement[]): Promise<TextRow[][]>
  /** Resolves when none is under way. */
  close(): Promise<void>
}

/**
 * Batches for a server that is reached by its URL: through postgres.js, which knows passwords and TLS.
 * `sql.begin` waits for an answer after each statement; here `begin`, the statements and `commit` are on their way before
 * the first is answered. When one fails PostgreSQL refuses the rest and takes the commit for a rollback.
 */
export const postgresBatches = (sql: postgres.Sql, prepare: boolean): Batches => {
  const underway = new Set<Promise<unknown>>()
  const send = async (statements: readonly TextStatement[]) => {
    const held = await sql.reserve()
    const commit = held.unsafe('commit').simple()
    const sent = [
      held.unsafe('begin').simple(),
      ...statements.map(({ text, args }) =>
        held.unsafe(text, [...args] as never[], { prepare }).values(),
      ),
      commit,
    ]
    // A connection that was lost is not in the pool any more; one given back twice would be used while it is closed.
    const { promise: over, resolve: end } = Promise.withResolvers<boolean>()
    for (const one of sent) one.catch((cause: unknown) => isLost(cause) && end(false))
    commit.then(
      () => end(true),
      () => end(true),
    )
    void over.then((alive) => alive && held.release())
    const rows = await Promise.all(sent)
    return rows.slice(1, -1)
  }
  return {
    run: async (statements) => {
      const work = send(statements)
      underway.add(work)
      try {
        return (await work).map((rows) => [...rows] as unknown as TextRow[])
      } finally {
        underway.delete(work)
      }
    },
    close: async () => void (await Promise.allSettled(underway)),
  }
}

const isLost = (cause: unknown): boolean =>
  !(cause instanceof postgres.PostgresError) &&
  cause instanceof Error &&
  'code' in cause &&
  /^(CONNECT|E[A-Z]+$)/.test(String(cause.code))
