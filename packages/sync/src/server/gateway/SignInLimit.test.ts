import { describe, expect, it } from 'vitest'
import { json } from '../lite/Fetch.ts'
import { signInLimit } from './SignInLimit.ts'

const password = '/auth/v1/token?grant_type=password'

/** A limit over an Auth that answers `status`, at a time the test sets. */
const stage = (status = 400) => {
  const state = { now: 0, asked: 0, status }
  const limit = signInLimit({ secretKey: 'sb_secret_x', now: () => state.now }, async () => {
    state.asked += 1
    return json(state.status, {})
  })
  const post = (path: string, peer: string | null, headers: Record<string, string> = {}) =>
    limit(new Request(`http://studio.example${path}`, { method: 'POST', headers }), peer)
  const times = async (count: number, path: string, peer: string | null) => {
    for (let n = 0; n < count; n += 1) await post(path, peer)
  }
  return { state, post, times }
}

describe('signing in from the network', () => {
  it('GATE-10 the 31st wrong password waits, with a sentence and Retry-After', async () => {
    const { state, post, times } = stage()
    await times(30, password, '192.0.2.1')
    const refused = await post(password, '192.0.2.1')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('10')
    expect(await refused.json()).toEqual({
      code: 429,
      error_code: 'over_request_rate_limit',
      msg: 'Too many attempts to sign in from this address. Wait 10 seconds, then try again.',
    })
    expect(state.asked).toBe(30)
    state.now = 9_999
    expect((await post(password, '192.0.2.1')).status).toBe(429)
    state.now = 10_000
    expect((await post(password, '192.0.2.1')).status).toBe(400)
    expect((await post(password, '192.0.2.1')).status).toBe(429)
  })

  it('GATE-10 another address is not held back; neighbours in an IPv6 network are', async () => {
    const { post, times } = stage()
    await times(30, password, '2001:db8:0:1::1')
    expect((await post(password, '2001:0db8:0000:0001:ffff::2')).status).toBe(429)
    expect((await post(password, '2001:db8:0:2::1')).status).toBe(400)
    expect((await post(password, '192.0.2.1')).status).toBe(400)
    await times(29, password, '::ffff:192.0.2.1')
    expect((await post(password, '192.0.2.1')).status).toBe(429)
  })

  it('GATE-10 right passwords, renewals, sign-outs and the secret key are not counted', async () => {
    const { state, post, times } = stage(200)
    await times(100, password, '192.0.2.1')
    state.status = 400
    await times(100, '/auth/v1/token?grant_type=refresh_token', '192.0.2.1')
    await times(100, '/auth/v1/logout', '192.0.2.1')
    for (let n = 0; n < 40; n += 1)
      await post('/auth/v1/admin/users', '192.0.2.1', { apikey: 'sb_secret_x' })
    expect(state.asked).toBe(340)
    await times(30, password, '192.0.2.1')
    expect((await post(password, '192.0.2.1')).status).toBe(429)
  })

  it.each([
    '/auth/v1/%74oken?grant_type=password',
    '/auth/v1/token/?grant_type=password',
    '/auth/v1/token?grant_type=refresh_token&grant_type=password',
    '/auth/v1/token?grant_type=password&grant_type=refresh_token',
    '/auth/v1/token',
    '/auth/v1/otp',
  ])('GATE-10 %s is an attempt like any other', async (path) => {
    const { post, times } = stage()
    await times(30, path, '192.0.2.1')
    expect((await post(password, '192.0.2.1')).status).toBe(429)
  })

  it('GATE-10 accounts are counted for themselves, made or not', async () => {
    const { state, post, times } = stage(200)
    await times(30, '/auth/v1/signup', '192.0.2.1')
    const refused = await post('/auth/v1/signup', '192.0.2.1')
    expect(refused.headers.get('retry-after')).toBe('120')
    expect(await refused.json()).toMatchObject({ msg: expect.stringMatching(/new accounts/) })
    expect((await post(password, '192.0.2.1')).status).toBe(200)
    expect(state.asked).toBe(31)
  })

  it('GATE-10 a proxy on this machine names the caller; nobody else may name one', async () => {
    const { post, times } = stage()
    const named = (by: string, names: string) => post(password, by, { 'x-forwarded-for': names })
    for (let n = 0; n < 30; n += 1) await named('127.0.0.1', `10.0.0.${n}, 198.51.100.7`)
    expect((await named('127.0.0.1', '198.51.100.7')).status).toBe(429)
    expect((await named('127.0.0.1', '198.51.100.8')).status).toBe(400)
    await times(30, password, '203.0.113.9')
    expect((await named('203.0.113.9', '198.51.100.9')).status).toBe(429)
  })

  it('GATE-10 remembers ten thousand addresses at most', async () => {
    const { post, times } = stage()
    await times(30, password, '192.0.2.1')
    for (let n = 0; n < 10_000; n += 1) await post(password, `10.1.${n >> 8}.${n & 255}`)
    expect((await post(password, '192.0.2.1')).status).toBe(400)
  })
})
