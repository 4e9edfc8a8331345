import type * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import { lockMap } from './LockMap.ts'

/** The pages of a script as they were locked, by the profile that made them. */
export interface PageLock {
  readonly profile: string
  readonly pages: readonly LockedPage[]
}

/** Where one of them began. */
export interface LockedPage {
  readonly number: string
  readonly block: BlockId
  /** The place in the block's text, as Yjs keeps it among what others write; null for its beginning. */
  readonly at: object | null
}

const known = new WeakMap<Y.Doc, { readonly value: unknown; readonly lock: PageLock | null }>()

/** The pages that are locked; null while they are not. The same value gives the same object. */
export const readPageLock = (doc: Y.Doc): PageLock | null => {
  const value = lockMap(doc).get('pages')
  const found = known.get(doc)
  if (found !== undefined && found.value === value) return found.lock
  const lock = lockOf(value)
  known.set(doc, { value, lock })
  return lock
}

const lockOf = (value: unknown): PageLock | null => {
  if (typeof value !== 'string' || value === '') return null
  try {
    const lock: unknown = JSON.parse(value)
    return isLock(lock) ? { ...lock, pages: lock.pages.filter(isPage) } : null
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isLock = (value: unknown): value is { profile: string; pages: readonly unknown[] } =>
  isObject(value) && typeof value['profile'] === 'string' && Array.isArray(value['pages'])

const isPage = (value: unknown): value is LockedPage =>
  isObject(value) &&
  typeof value['number'] === 'string' &&
  typeof value['block'] === 'string' &&
  (value['at'] === null || isObject(value['at']))
