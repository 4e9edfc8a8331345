import type { Telemetry } from '../../observability/Telemetry.ts'
import type { Database } from './Database.ts'

/** The database, with how long its statements and transactions take, the wait for a connection included, and how many run. */
export const observedDatabase = (database: Database, telemetry: Telemetry): Database => {
  if (!telemetry.on) return database
  let running = 0
  const timed = async <A>(kind: string, work: () => Promise<A>): Promise<A> => {
    const started = performance.now()
    running += 1
    telemetry.many('coldopen.database.running', running)
    try {
      return await work()
    } finally {
      running -= 1
      telemetry.took('coldopen.database.duration', performance.now() - started, { kind })
    }
  }
  return {
    ...database,
    query: (statement, args) => timed('statement', () => database.query(statement, args)),
    exec: (statements) => timed('statement', () => database.exec(statements)),
    transaction: (fn) => timed('transaction', () => database.transaction(fn)),
    batch: (statements) => timed('transaction', () => database.batch(statements)),
    rollback: (fn) => timed('transaction', () => database.rollback(fn)),
  }
}
