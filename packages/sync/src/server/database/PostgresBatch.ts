import postgres from 'postgres'
import type { Statement } from './Database.ts'

/** Statements as they are sent to one pool of connections. */
export interface Batches {
  /** Runs statements in one transaction that goes out in one write and comes back in one; rows of each. */
  run<R extends object>(statements: readonly Statement[]): Promise<R[][]>
  /** Resolves when none is under way. */
  settled(): Promise<void>
}

/**
 * `sql.begin` waits for an answer after each statement; here `begin`, the statements and `commit` are on their way before
 * the first is answered. When one fails PostgreSQL refuses the rest and takes the commit for a rollback.
 */
export const postgresBatches = (sql: postgres.Sql, prepare: boolean): Batches => {
  const underway = new Set<Promise<unknown>>()
  const send = async (statements: readonly Statement[]) => {
    const held = await sql.reserve()
    const commit = held.unsafe('commit').simple()
    const sent = [
      held.unsafe('begin').simple(),
      ...statements.map(({ text, args }) => held.unsafe(text, [...args] as never[], { prepare })),
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
    run: async <R extends object>(statements: readonly Statement[]) => {
      const work = send(statements)
      underway.add(work)
      try {
        return (await work).map((rows) => [...rows] as unknown as R[])
      } finally {
        underway.delete(work)
      }
    },
    settled: async () => void (await Promise.allSettled(underway)),
  }
}

const isLost = (cause: unknown): boolean =>
  !(cause instanceof postgres.PostgresError) &&
  cause instanceof Error &&
  'code' in cause &&
  /^(CONNECT|E[A-Z]+$)/.test(String(cause.code))
