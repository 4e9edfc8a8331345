import type { Readable } from '@coldopen/sync/client'
import { createRoot, createSignal } from 'solid-js'
import { describe, expect, it } from 'vitest'
import { createReadable } from './createReadable.ts'

const cell = <A>(first: A) => {
  let value = first
  const listeners = new Set<(value: A) => void>()
  const readable: Readable<A> = {
    get: () => value,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const set = (next: A) => {
    value = next
    for (const listener of listeners) listener(next)
  }
  return { readable, set, listeners }
}

describe('a readable as a signal', () => {
  it('WEB-14 holds the stand-in value until there is a source, then follows it', () =>
    createRoot((dispose) => {
      const one = cell(1)
      const [source, setSource] = createSignal<Readable<number> | null>(null)
      const value = createReadable(source, 0)
      expect(value()).toBe(0)
      setSource(one.readable)
      expect(value()).toBe(1)
      one.set(2)
      expect(value()).toBe(2)
      dispose()
      expect(one.listeners.size).toBe(0)
    }))

  it('WEB-14 lets go of the old source when it is given another', () =>
    createRoot((dispose) => {
      const one = cell('a')
      const two = cell('b')
      const [source, setSource] = createSignal(one.readable)
      const value = createReadable(source, '')
      setSource(two.readable)
      one.set('late')
      expect(value()).toBe('b')
      expect(one.listeners.size).toBe(0)
      dispose()
    }))
})
