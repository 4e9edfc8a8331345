import type { Readable } from './Client.ts'

/** A readable value with its writer. Listeners hear of a value only when it differs from the one before. */
export interface Cell<A> extends Readable<A> {
  set(value: A): void
}

export const makeCell = <A>(first: A, same: (a: A, b: A) => boolean = Object.is): Cell<A> => {
  let current = first
  const listeners = new Set<(value: A) => void>()
  return {
    get: () => current,
    set: (value) => {
      if (same(current, value)) return
      current = value
      for (const listener of listeners) listener(value)
    },
    subscribe: (listener) => {
      const entry = (value: A): void => listener(value)
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
  }
}
