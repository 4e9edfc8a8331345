import { describe, expect, it } from 'vitest'
import { clock, when } from './when.ts'

const now = Date.parse('2026-06-15T12:00:00Z')
const ago = (ms: number) => when(new Date(now - ms).toISOString(), now)

describe('saying when', () => {
  it('WEB-8 speaks of time as a person does', () => {
    expect(ago(20_000)).toBe('now')
    expect(ago(-60_000)).toBe('now')
    expect(ago(3 * 60_000)).toBe('3 minutes ago')
    expect(ago(5 * 3_600_000)).toBe('5 hours ago')
    expect(ago(26 * 3_600_000)).toBe('yesterday')
    expect(ago(60 * 86_400_000)).toMatch(/April/u)
    expect(ago(400 * 86_400_000)).toMatch(/2025/u)
    expect(when('never', now)).toBe('')
  })

  it('WEB-8 writes durations as m:ss', () => {
    expect(clock(5)).toBe('0:05')
    expect(clock(94)).toBe('1:34')
    expect(clock(3_725)).toBe('1:02:05')
  })
})
