import type { Transaction } from 'yjs'

const adds = (transaction: Transaction): boolean => {
  for (const [client, clock] of transaction.afterState) {
    if (clock > (transaction.beforeState.get(client) ?? 0)) return true
  }
  return false
}

/**
 * True for a transaction that belongs in the journal and then in the log: a change made here. After receiving a change
 * Yjs tidies redundant marks, in local transactions that have no origin and only delete. Every replica tidies alike, so
 * those are not journaled, and a reader who may not write writes nothing.
 */
export const isJournaled = (transaction: Transaction): boolean =>
  transaction.local && (transaction.origin !== null || adds(transaction))
