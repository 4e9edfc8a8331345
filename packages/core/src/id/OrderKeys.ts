import { PositionSource } from 'position-strings'
import type { Ids } from './Ids.ts'

/** Makes keys that sort between two others, as strings, for every client alike. Concurrent runs never interleave. */
export interface OrderKeys {
  /** A new key after `left` and before `right`; null is an open end. A bound that cannot hold is dropped, right first. */
  between(left: string | null, right: string | null): string
  /** `count` ascending keys after `left` and before `right`. */
  run(count: number, left: string | null, right: string | null): string[]
}

/** What position-strings can build on: it ends in a base52 letter with an odd value, and holds a waypoint's name. */
const usable = (key: string): boolean => {
  const code = key.charCodeAt(key.length - 1)
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  const value = code - (code >= 97 ? 71 : 65)
  return letter && value % 2 === 1 && /[.0-9]/.test(key) && key < PositionSource.LAST
}

/**
 * Order keys by position-strings 2 (`fractional-indexing` interleaves and ties). Keep one per open document: keys made
 * in a row by the same source stay short. The source takes one short id from `ids`, which must never be used again.
 */
export const makeOrderKeys = (ids: Ids): OrderKeys => {
  const source = new PositionSource({ ID: ids.short() })
  const between = (left: string | null, right: string | null): string => {
    const low = left !== null && usable(left) ? left : ''
    const high = right !== null && usable(right) && low < right ? right : PositionSource.LAST
    return source.createBetween(low, high)
  }
  return {
    between,
    run: (count, left, right) => {
      const keys: string[] = []
      for (let last = left; keys.length < count;) {
        last = between(last, right)
        keys.push(last)
      }
      return keys
    },
  }
}
