import { describe, expect, it } from 'vitest'
import { durationText } from '../message/when.ts'
import { askHealth } from './askHealth.ts'

const noon = Date.parse('2026-11-20T12:00:00Z')
const answering = (body: unknown, date: string | null = 'Fri, 20 Nov 2026 12:00:00 GMT') =>
  (() =>
    Promise.resolve(
      Response.json(body, date === null ? {} : { headers: { date } }),
    )) as unknown as typeof fetch
const ask = (fetcher: typeof fetch, now = noon) => askHealth('http://server', fetcher, () => now)

describe('asking a server how it fares', () => {
  it('WEB-70 takes what it tells', async () => {
    const whole = { ok: true, protocol: 1, app: '0.1.0', log: { lag: { documents: 1, events: 4 } } }
    const told = { ok: true, protocol: 1, app: '0.1.0', lag: 4, ahead: 0 }
    expect(await ask(answering(whole))).toEqual(told)
  })

  it('WEB-70 a stranger is told less, a hosted server nothing', async () => {
    const less = { ok: true, protocol: 1, app: null, lag: null, ahead: null }
    expect(await ask(answering({ ok: true, protocol: 1 }, null))).toEqual(less)
    expect(await ask(answering({ error: 'requested path is invalid' }))).toBeNull()
    expect(await ask(() => Promise.resolve(new Response('<p>')))).toBeNull()
    expect(await ask(() => Promise.reject(new TypeError('no network')))).toBeNull()
  })

  it('WEB-70 knows how far this clock is off', async () => {
    const health = await ask(answering({ ok: true }), noon - 7_200_000)
    expect(health?.ahead).toBe(-7_200_000)
    expect(durationText(7_200_000)).toBe('2 hours')
    expect(durationText(3 * 365 * 86_400_000)).toBe('1,095 days')
    expect(durationText(90_000)).toBe('2 minutes')
  })
})
