import type { Prefix } from './LocalStore.ts'

/** The order of IndexedDB: element by element, numbers before strings, a shorter key before its continuation. */
export const compareKeys = (a: Prefix, b: Prefix): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareParts(a[i]!, b[i]!)
    if (order !== 0) return order
  }
  return a.length - b.length
}

const compareParts = (a: string | number, b: string | number): number => {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Whether a key starts with the prefix. */
export const startsWith = (key: Prefix, prefix: Prefix): boolean =>
  prefix.every((part, i) => key[i] === part)
