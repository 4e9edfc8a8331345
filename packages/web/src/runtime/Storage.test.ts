import { afterEach, describe, expect, it } from 'vitest'
import { keepStorage, lookAtStorage, storage } from './Storage.ts'

/** A browser's storage manager that grants or refuses, and counts how often it was asked. */
const manager = (granted: boolean, kept = false) => {
  const state = { kept, asked: 0 }
  const persist = () => {
    state.asked += 1
    state.kept = granted
    return Promise.resolve(granted)
  }
  return {
    state,
    persist,
    persisted: () => Promise.resolve(state.kept),
    estimate: () => Promise.resolve({ usage: 1_000_000, quota: 5_000_000 }),
  }
}

const own = Object.getOwnPropertyDescriptor(navigator, 'storage')
const stand = (value: unknown) =>
  Object.defineProperty(navigator, 'storage', { value, configurable: true })

describe('the storage of this site', () => {
  afterEach(() => {
    if (own === undefined) Reflect.deleteProperty(navigator, 'storage')
    else Object.defineProperty(navigator, 'storage', own)
  })

  it('WEB-63 is asked to be kept, and says what the browser answered', async () => {
    stand(manager(true))
    await lookAtStorage()
    expect(storage()).toEqual({ keeping: 'may-clear', used: 1_000_000, left: 4_000_000 })
    await keepStorage()
    expect(storage().keeping).toBe('kept')
    stand(manager(false))
    await keepStorage()
    expect(storage().keeping).toBe('may-clear')
  })

  it('WEB-63 a browser that keeps it already is not asked', async () => {
    const kept = manager(true, true)
    stand(kept)
    await keepStorage()
    expect(kept.state.asked).toBe(0)
    expect(storage().keeping).toBe('kept')
  })

  it('WEB-63 an address where the browser says nothing is told as that', async () => {
    stand(undefined)
    await keepStorage()
    expect(storage()).toEqual({ keeping: 'untold', used: null, left: null })
  })
})
