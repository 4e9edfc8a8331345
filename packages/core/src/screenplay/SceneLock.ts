import type * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { lockMap } from './LockMap.ts'

/** The number of every scene that was locked, by its heading's block, hidden ones too. */
export type SceneLock = ReadonlyMap<BlockId, string>

/** The lock as it was read last: the same value gives the same object. */
const known = new WeakMap<Y.Doc, { readonly value: unknown; readonly lock: SceneLock | null }>()

/** The numbers that are locked; null while scene numbers are not. */
export const readSceneLock = (doc: Y.Doc): SceneLock | null => {
  const value = lockMap(doc).get('scenes')
  const found = known.get(doc)
  if (found !== undefined && found.value === value) return found.lock
  const lock = lockOf(value)
  known.set(doc, { value, lock })
  return lock
}

/** What the register holds for a lock; an empty text takes it away. */
export const lockRegister = (lock: SceneLock | null): string =>
  lock === null ? '' : JSON.stringify([...lock])

const lockOf = (value: unknown): SceneLock | null => {
  if (typeof value !== 'string' || value === '') return null
  try {
    const entries: unknown = JSON.parse(value)
    return Array.isArray(entries) ? new Map(entries.filter(isEntry)) : null
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}

const isEntry = (entry: unknown): entry is [BlockId, string] =>
  Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string')
