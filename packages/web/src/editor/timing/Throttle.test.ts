import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeThrottle } from './Throttle.ts'

describe('throttle', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('EDIT-41 acts at once, then no more often than the interval, and never drops the last request', () => {
    let acted = 0
    const throttle = makeThrottle(200, () => acted++)
    for (let n = 0; n < 99; n++) {
      throttle.request()
      vi.advanceTimersByTime(10)
    }
    expect(acted).toBe(5)
    vi.advanceTimersByTime(1000)
    expect(acted).toBe(6)
  })

  it('EDIT-41 does nothing after it is cancelled', () => {
    let acted = 0
    const throttle = makeThrottle(200, () => acted++)
    throttle.request()
    throttle.request()
    throttle.cancel()
    vi.advanceTimersByTime(1000)
    expect(acted).toBe(1)
  })
})
