import { describe, expect, it } from 'vitest'
import { defaultConfig } from './EngineConfig.ts'
import { FlushPace } from './FlushPace.ts'
import { retryDelay } from './RetryDelay.ts'

describe('the pace', () => {
  it('OUT-4 waits double up to a cap, then slowly for ever, with jitter', () => {
    const { retry } = defaultConfig
    const waits = Array.from({ length: 30 }, (_, i) => retryDelay(i + 1, 1, retry))
    expect(waits.slice(0, 6)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000])
    expect(Math.max(...waits.slice(0, 12))).toBe(retry.cap)
    expect(waits.slice(20)).toEqual(waits.slice(20).map(() => retry.slowCap))
    const early = waits.findIndex((wait) => wait > retry.cap)
    expect(waits.slice(0, early).reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(
      retry.window,
    )
    expect(retryDelay(1, 0, retry)).toBe(125)
  })

  it('LOG-7 gathers edits for about two calls, within bounds, and longest without a server', () => {
    const pace = new FlushPace(defaultConfig.flush)
    expect(pace.interval).toBe(1_000)
    pace.attached()
    expect(pace.interval).toBe(50)
    for (let i = 0; i < 20; i++) pace.answered(200)
    expect(pace.interval).toBeCloseTo(400)
    for (let i = 0; i < 20; i++) pace.answered(5_000)
    expect(pace.interval).toBe(1_000)
    for (let i = 0; i < 40; i++) pace.answered(1)
    expect(pace.interval).toBe(50)
    pace.failed()
    expect(pace.interval).toBe(1_000)
  })

  it('OUT-10 seals the first edit after a pause at once, and what follows together', () => {
    const pace = new FlushPace(defaultConfig.flush)
    expect(pace.wait(0)).toBe(1_000)
    pace.attached()
    expect(pace.wait(0)).toBe(0)
    pace.sealed(0)
    expect([0, 20, 49, 50, 500].map((now) => pace.wait(now))).toEqual([50, 30, 1, 0, 0])
    pace.answered(100)
    expect([20, 199, 200].map((now) => pace.wait(now))).toEqual([180, 1, 0])
    expect(pace.wait(-5_000)).toBe(200)
    pace.failed()
    expect(pace.wait(500)).toBe(1_000)
  })

  it('OUT-3 seals soon without a server when other tabs look on', () => {
    const pace = new FlushPace(defaultConfig.flush, () => true)
    expect(pace.wait(0)).toBe(0)
    pace.sealed(0)
    expect([0, 100, 250].map((now) => pace.wait(now))).toEqual([250, 150, 0])
    pace.attached()
    expect(pace.interval).toBe(50)
  })
})
