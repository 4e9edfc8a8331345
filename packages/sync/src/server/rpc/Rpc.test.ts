import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statusOf } from './RpcRefusal.ts'
import { keys, openRpcStage } from './testing/RpcStage.ts'
import type { RpcStage } from './testing/RpcStage.ts'

const functions = readFileSync(new URL('./testing/functions.sql', import.meta.url), 'utf8')

describe.each(['native', 'pglite'] as const)('RPC on %s', (kind) => {
  let stage: RpcStage
  beforeAll(async () => {
    stage = await openRpcStage(kind, functions)
  })
  afterAll(() => stage.close())

  it('RPC-1 a call is two statements of one batch', async () => {
    await stage.call('add', { a: 1 })
    await stage.call('add', { a: 1 })
    expect(stage.statements).toHaveLength(2)
  })

  it.each([
    ['add', { a: 1, b: 2 }, 200, '3'],
    ['add', { b: 2, a: 1 }, 200, '3'],
    ['add', { a: 1 }, 200, '11'],
    ['echo', { p_value: { b: 1, a: ['é😀', null, 1.5] } }, 200, '{"b":1,"a":["é😀",null,1.5]}'],
    ['echo', { p_value: 'word' }, 200, '"word"'],
    ['no_value', undefined, 200, 'null'],
    ['no_value', {}, 200, 'null'],
    ['nothing', undefined, 204, ''],
    ['one_pair', {}, 200, '{"a":1,"b":"x"}'],
    ['pairs', { n: 2 }, 200, '[{"a":1,"b":"1"}, \n {"a":2,"b":"2"}]'],
    ['pairs', { n: 0 }, 200, '[]'],
    ['numbers', { n: 3 }, 200, '[1, 2, 3]'],
    ['table_of', { n: 1 }, 200, '[{"id":1,"name":"n1"}]'],
    ['split', { whole: 'word' }, 200, '{"head":"w","tail":"ord"}'],
    ['at_time', {}, 200, '"2026-01-02T03:04:05.678901+00:00"'],
    ['odd%20%22%20name', { 'odd " arg': 'x' }, 200, '"x"'],
  ])('RPC-2 %s(%j) is answered %i %s', async (name, body, status, text) => {
    expect(await stage.call(name, body)).toMatchObject({ status, text })
  })

  it('RPC-2 a set ends at a thousand rows', async () => {
    expect((await stage.call('numbers', { n: 3000 })).body).toHaveLength(1000)
  })

  it.each([
    ['not json', '{"a":', 400, 'PGRST102'],
    ['an array', '[1]', 400, 'PGRST102'],
    ['null', 'null', 400, 'PGRST102'],
    ['a value no int', '{"a":"x"}', 400, '22P02'],
    ['an unknown argument', '{"a":1,"c":2}', 404, 'PGRST202'],
    ['a missing argument', '{"b":1}', 404, 'PGRST202'],
    ['an argument called __proto__', '{"__proto__":1}', 404, 'PGRST202'],
  ])('RPC-2 a body that is %s is refused', async (_, body, status, code) => {
    expect(await stage.call('add', body)).toMatchObject({ status, body: { code } })
  })

  it('RPC-3 the API key is checked first', async () => {
    for (const apikey of ['', 'sb_publishable_other']) {
      const { status, body } = await stage.call('add', { a: 1 }, { apikey })
      expect({ status, body }).toMatchObject({ status: 401, body: { code: 'PGRST301' } })
    }
  })

  it('RPC-3 tells an expired token from a bad one', async () => {
    const call = async (token: string) => {
      const { status, body, headers } = await stage.call(
        'add',
        { a: 1 },
        { authorization: `Bearer ${token}` },
      )
      return {
        status,
        code: (body as { code: string }).code,
        asks: headers.has('www-authenticate'),
      }
    }
    const claims = { role: 'authenticated', sub: crypto.randomUUID() }
    const expired = { status: 401, code: 'PGRST303', asks: true }
    const bad = { status: 401, code: 'PGRST301', asks: true }
    expect(await call(await stage.token(claims, -10))).toEqual(expired)
    expect(
      await call(await stage.token(claims, 60, 'another secret, at least 32 bytes long, too')),
    ).toEqual(bad)
    expect(await call('no.token.atall')).toEqual(bad)
    expect(await call(await stage.token({ role: 'postgres' }))).toEqual(bad)
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`
    expect(await call(unsigned)).toEqual(bad)
    const shortLived = await stage.token(claims, 1)
    const first = await stage.call('add', { a: 1 }, { authorization: `Bearer ${shortLived}` })
    expect(first.status).toBe(200)
    await expect.poll(() => call(shortLived), { interval: 200 }).toEqual(expired)
  })

  it('RPC-5 a call runs as its caller, and nothing of it stays behind', async () => {
    const sub = crypto.randomUUID()
    const token = await stage.token({ role: 'authenticated', sub, email: 'ada@example.com' })
    const { body } = await stage.call(
      'context',
      {},
      {
        authorization: `Bearer ${token}`,
        cookie: 'secret=1',
        'x-note': 'kept',
      },
    )
    expect(body).toMatchObject({
      role: 'authenticated',
      uid: sub,
      claims: { sub, email: 'ada@example.com' },
      method: 'POST',
      path: '/rpc/context',
      headers: { 'x-note': 'kept', 'content-type': 'application/json' },
      search_path: '"public", "extensions"',
      doorbell: 'process',
    })
    expect(JSON.stringify((body as { headers: object }).headers)).not.toMatch(/secret|Bearer|sb_/)
    const calls = Array.from({ length: 12 }, () => stage.call('context', {}))
    for (const { body: anonymous } of await Promise.all(calls))
      expect(anonymous).toMatchObject({ role: 'anon', uid: null, claims: { role: 'anon' } })
    const [after] = await stage.database.query(
      `select current_user as role, coalesce(current_setting('request.jwt.claims', true), '') as claims,
         coalesce(current_setting('coldopen.doorbell', true), '') as doorbell`,
    )
    expect(after).toEqual({ role: 'postgres', claims: '', doorbell: '' })
    const service = await stage.call('context', {}, { apikey: keys.secretKey })
    expect(service.body).toMatchObject({ role: 'service_role', uid: null })
  })

  it('RPC-5 what a role may not run is refused: 401 to strangers, 403 to the signed in', async () => {
    const anonymous = await stage.call('forbidden_to_anon', {})
    expect(anonymous).toMatchObject({ status: 401, body: { code: '42501' } })
    const token = await stage.token({ role: 'authenticated', sub: crypto.randomUUID() })
    const signedIn = await stage.call('forbidden_to_anon', {}, { authorization: `Bearer ${token}` })
    expect(signedIn).toMatchObject({ status: 200, body: 1 })
  })

  it('RPC-6 a function that says it only reads cannot write', async () => {
    expect((await stage.call('context', {})).body).toMatchObject({ read_only: 'on' })
    const { status, body } = await stage.call('writes_although_stable', {})
    expect({ status, body }).toMatchObject({ status: 405, body: { code: '25006' } })
  })

  it('RPC-4 refusals keep code, message, detail and hint', async () => {
    const { status, body } = await stage.call('refuse', {
      p_code: 'PT409',
      p_message: 'wrong_epoch',
    })
    expect(status).toBe(409)
    expect(body).toEqual({
      code: 'PT409',
      message: 'wrong_epoch',
      details: 'what to do',
      hint: 'a hint',
    })
  })

  it('RPC-7 rings are delivered after the commit, and only then', async () => {
    stage.rung.length = 0
    expect((await stage.call('ring', { p_times: 2 })).body).toBe(2)
    const ring = (n: number) => ({ topic: `doc:${n}`, event: 'append', payload: { seq: n } })
    expect(stage.rung).toEqual([ring(1), ring(2)])
    expect((await stage.call('ring', { p_times: 3, p_fail: true })).status).toBe(409)
    expect(await stage.call('add', { a: 1 })).toMatchObject({ status: 200 })
    expect(stage.rung).toHaveLength(2)
  })

  it('RPC-10 only what is made again from the log does not wait for the disk', async () => {
    expect((await stage.call('renew_leases', {})).body).toBe('off')
    const waits = Array.from({ length: 12 }, () => stage.call('commit_waits', {}))
    for (const { body } of await Promise.all(waits)) expect(body).toBe('on')
  })

  it('RPC-9 which function is meant must be clear; one made a moment ago is known', async () => {
    const ambiguous = await stage.call('same', { a: 1 })
    expect(ambiguous).toMatchObject({ status: 300, body: { code: 'PGRST203' } })
    expect(await stage.call('newcomer', {})).toMatchObject({
      status: 404,
      body: { code: 'PGRST202' },
    })
    await stage.database.exec(
      `create function public.newcomer() returns int language sql as 'select 7'`,
    )
    expect(await stage.call('newcomer', {})).toMatchObject({ status: 200, body: 7 })
    for (const name of ['pg_sleep', 'rung', 'x"; drop table public.rung; --'])
      expect(await stage.call(encodeURIComponent(name), {})).toMatchObject({ status: 404 })
  })
})

it.each([
  ['PT403', 403],
  ['PT426', 426],
  ['PT999', 400],
  ['08006', 503],
  ['09000', 500],
  ['0L000', 403],
  ['0P000', 403],
  ['22P02', 400],
  ['23502', 400],
  ['23503', 409],
  ['23505', 409],
  ['25006', 405],
  ['25P02', 500],
  ['28000', 403],
  ['2D000', 500],
  ['38000', 500],
  ['39000', 500],
  ['3B001', 500],
  ['40001', 500],
  ['42883', 404],
  ['42P01', 404],
  ['42P17', 500],
  ['53300', 503],
  ['53400', 500],
  ['54001', 500],
  ['55P03', 500],
  ['57014', 500],
  ['58030', 500],
  ['F0000', 500],
  ['HV000', 500],
  ['P0001', 400],
  ['P0002', 500],
  ['XX000', 500],
])('RPC-4 SQLSTATE %s is HTTP %i', (code, status) => {
  expect(statusOf(code, false)).toBe(status)
})

it('RPC-4 42501 is 401 to strangers and 403 to the signed in', () => {
  expect([statusOf('42501', true), statusOf('42501', false)]).toEqual([401, 403])
})
