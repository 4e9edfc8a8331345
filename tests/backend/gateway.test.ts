import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { migrations } from '@coldopen/migrations'
import { protocolVersion } from '@coldopen/sync/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Author, createDocument, createProject } from '../support/Author.ts'
import { startBackend, temporaryFolder } from '../support/backend.ts'
import type { TestBackend } from '../support/backend.ts'

const folder = temporaryFolder()
const site = join(folder.path, 'site')
const page = '<!doctype html><title>Coldopen</title>'
let backend: TestBackend

beforeAll(async () => {
  mkdirSync(join(site, 'assets'), { recursive: true })
  writeFileSync(join(site, 'index.html'), page)
  writeFileSync(join(site, 'assets', 'entry-abc123.js'), 'export {}')
  writeFileSync(join(site, 'assets', 'face.woff2'), 'x')
  writeFileSync(join(site, 'icon.svg'), '<svg/>')
  writeFileSync(join(folder.path, 'secret.txt'), 'secret')
  mkdirSync(join(folder.path, 'site-beside'))
  writeFileSync(join(folder.path, 'site-beside', 'secret.txt'), 'secret')
  symlinkSync(join(folder.path, 'secret.txt'), join(site, 'link.txt'))
  backend = await startBackend({ site, allowedOrigins: ['https://studio.example'] })
})
afterAll(async () => {
  await backend.close()
  folder.remove()
})

interface Told {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
}

/** A request exactly as written: no client mends its path or its headers. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET', body?: Buffer) =>
  new Promise<Told>((resolve, reject) => {
    const { hostname, port } = new URL(backend.url)
    const sent = httpRequest({ hostname, port, path, method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

describe('the site', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    [
      '/assets/entry-abc123.js',
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ],
    ['/assets/face.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
    ['/icon.svg', 'image/svg+xml', 'no-cache'],
  ])('GATE-4 %s is %s, kept %s', async (path, type, cache) => {
    const { status, headers } = await ask(path, { accept: 'text/html' })
    expect(status).toBe(200)
    expect(headers).toMatchObject({ 'content-type': type, 'cache-control': cache })
    const again = await ask(path, { 'if-none-match': String(headers['etag']) })
    expect(again).toMatchObject({ status: 304, text: '' })
    const head = await ask(path, {}, 'HEAD')
    expect(head).toMatchObject({ status: 200, text: '' })
    expect(head.headers['content-length']).toBe(headers['content-length'])
  })

  it('GATE-4 paths of the app get its page; missing files and API paths do not', async () => {
    const browser = { accept: 'text/html,*/*' }
    expect(await ask('/project/01a1/script', browser)).toMatchObject({ status: 200, text: page })
    expect((await ask('/assets/gone-123.js', browser)).status).toBe(404)
    expect((await ask('/project/01a1', { accept: 'application/json' })).status).toBe(404)
    expect((await ask('/rest/v1/nothing', browser)).text).not.toContain('<!doctype')
    expect((await ask('/auth/v1/nothing', browser)).text).not.toContain('<!doctype')
    expect((await ask('/', {}, 'POST')).status).toBe(405)
  })

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/%2e%2e%5csecret.txt',
    '//secret.txt',
    '/../site-beside/secret.txt',
    '/..%2fsite-beside%2fsecret.txt',
    '/link.txt',
    '/secret.txt%00.html',
    '/%00',
    '/%',
    '/%c0%ae%c0%ae/secret.txt',
    '/assets',
  ])('GATE-5 %s leads nowhere', async (path) => {
    const { status, text } = await ask(path)
    expect(text).not.toContain('secret')
    expect([400, 404]).toContain(status)
  })

  it('GATE-6 every answer forbids sniffing; pages say what may run and cannot be framed', async () => {
    for (const path of ['/', '/config.json', '/rest/v1/x', '/nothing.txt'])
      expect((await ask(path)).headers['x-content-type-options']).toBe('nosniff')
    const { headers } = await ask('/')
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).toMatch(/object-src 'none'/)
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|\*)/)
    expect(headers['x-frame-options']).toBe('DENY')
  })
})

describe('who may call', () => {
  it.each([
    'evil.example',
    'evil.example:80',
    '10.0.0.1',
    '127.0.0.1.evil.example',
    'localhost.evil',
  ])('GATE-2 a request for host "%s" is refused', async (host) => {
    const { status } = await ask('/config.json', { host })
    expect([400, 421]).toContain(status)
  })

  it.each(['localhost', '127.0.0.1', '[::1]'])(
    'GATE-2 a request for host "%s" is answered',
    async (host) => {
      expect((await ask('/config.json', { host: `${host}:${backend.port}` })).status).toBe(200)
    },
  )

  it('GATE-2 a socket for another host is refused', async () => {
    const answer = await upgrade({ host: 'evil.example' })
    expect(answer).toMatch(/^HTTP\/1\.1 421/)
  })

  it('GATE-3 a page of another origin is refused, its preflight gets no permission', async () => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${backend.port + 1}`]) {
      const answer = await ask('/config.json', { origin })
      expect(answer.status).toBe(403)
      const preflight = await ask('/rest/v1/rpc/x', { origin }, 'OPTIONS')
      expect(preflight.headers['access-control-allow-origin']).toBeUndefined()
    }
    expect(await upgrade({ origin: 'https://evil.example' })).toMatch(/^HTTP\/1\.1 403/)
  })

  it('GATE-3 the own page and an allowed origin are answered', async () => {
    const own = await ask('/config.json', { origin: backend.url })
    expect(own.status).toBe(200)
    const origin = 'https://studio.example'
    for (const path of ['/config.json', '/auth/v1/health', '/rest/v1/scene_drafts']) {
      const { headers } = await ask(path, { origin, apikey: backend.publishableKey })
      expect(headers['access-control-allow-origin']).toBe(origin)
    }
    const preflight = await ask('/rest/v1/rpc/append_events', { origin }, 'OPTIONS')
    expect(preflight.status).toBe(204)
    expect(preflight.headers['access-control-allow-headers']).toMatch(/apikey/)
  })
})

/** Asks for a WebSocket and reads the first line of the answer. */
const upgrade = (headers: Record<string, string>) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(backend.port, '127.0.0.1')
    const all = {
      host: `127.0.0.1:${backend.port}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    }
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
    socket.write(
      `GET /realtime/v1/websocket?apikey=${backend.publishableKey}&vsn=2.0.0 HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`,
    )
    socket.on('data', (data) => {
      resolve(data.toString().split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.on('error', reject)
  })

describe('limits', () => {
  const rpc = '/rest/v1/rpc/list_documents'

  it('GATE-7 a body over 8 MiB is refused as too_large, announced or not', async () => {
    const headers = { apikey: backend.publishableKey, 'content-type': 'application/json' }
    const announced = await ask(
      rpc,
      { ...headers, 'content-length': String(9 * 1024 * 1024) },
      'POST',
      Buffer.alloc(10),
    ).catch((cause: unknown) => cause)
    if (!(announced instanceof Error))
      expect(announced).toMatchObject({ status: 413, text: expect.stringContaining('too_large') })
    const large = Buffer.alloc(8 * 1024 * 1024 + 1, 0x20)
    const chunked = await ask(rpc, { ...headers, 'transfer-encoding': 'chunked' }, 'POST', large)
    expect(chunked.status).toBe(413)
    expect(JSON.parse(chunked.text)).toMatchObject({ code: 'PT413', message: 'too_large' })
    expect((await ask('/config.json')).status).toBe(200)
  })

  it('GATE-7 headers over 16 KiB are refused', async () => {
    expect((await ask('/config.json', { 'x-large': 'x'.repeat(20_000) })).status).toBe(431)
    expect((await ask('/config.json')).status).toBe(200)
  })

  it('GATE-7 a target that is no path is refused', async () => {
    expect((await ask('http://evil.example/config.json')).status).toBe(400)
  })
})

it('GATE-8 opened to the network: no anonymous sign-in, and strangers learn little', async () => {
  const open = await startBackend({ host: '0.0.0.0' })
  const { error } = await open.anonymous().auth.signInAnonymously()
  expect(error?.code).toBe('anonymous_provider_disabled')
  const stranger = await fetch(`${open.url}/health`)
  expect(await stranger.json()).toEqual({ ok: true, protocol: protocolVersion })
  const owner = await fetch(`${open.url}/health`, { headers: { apikey: open.secretKey } })
  expect(await owner.json()).toMatchObject({ ok: true, database: { kind: open.database.kind } })
  expect(await (await fetch(`${open.url}/health?apikey=${open.secretKey}`)).json()).toEqual({
    ok: true,
    protocol: protocolVersion,
  })
  const named = await fetch(`${open.url}/config.json`)
  expect(await named.json()).toMatchObject({ url: open.url })
  const tables = await open.anonymous().from('scene_drafts').select('*')
  expect(tables.data ?? []).toEqual([])
  await open.close()
})

it('GATE-10 opened to the network: wrong passwords are held back, work goes on', async () => {
  const open = await startBackend({ host: '0.0.0.0' })
  const ada = await open.person()
  const wrong = { email: 'nobody@example.com', password: 'a guess' }
  const guess = () => open.anonymous().auth.signInWithPassword(wrong)
  const guesses = await Promise.all(Array.from({ length: 60 }, guess))
  const refused = guesses.flatMap(({ error }) => (error?.status === 429 ? [error] : []))
  expect(refused.length).toBeGreaterThan(0)
  expect(guesses.length - refused.length).toBeGreaterThanOrEqual(30)
  expect(refused[0]?.code).toBe('over_request_rate_limit')
  expect(refused[0]?.message).toMatch(/Wait \d+ seconds/)
  expect((await ada.client.auth.refreshSession()).error).toBeNull()
  expect((await ada.client.rpc('list_documents')).error).toBeNull()
  await open.person('ben')
  await open.close()
})

it('GATE-10 on loopback nobody is held back', async () => {
  const guess = () =>
    backend.anonymous().auth.signInWithPassword({ email: 'a@example.com', password: 'a guess' })
  for (const { error } of await Promise.all(Array.from({ length: 40 }, guess)))
    expect(error?.status).toBe(400)
})

it('GATE-11 health tells database, versions, lag, quarantine and heads; which documents, by the secret key', async () => {
  const ada = await backend.person()
  const project = await createProject(ada.client)
  const script = await createDocument(ada.client, project, 'screenplay')
  const author = await Author.open(ada.client, script)
  for (const letter of 'abc') await author.edit((doc) => doc.getText('t').insert(0, letter))
  await backend.projected()
  const anyone = await (await fetch(`${backend.url}/health`)).json()
  const log = { events: 3, highest: 3, lag: { documents: 0, events: 0 }, quarantined: 0 }
  expect(anyone).toMatchObject({
    ok: true,
    protocol: protocolVersion,
    node: process.version,
    database: { version: backend.database.version },
    migration: migrations.at(-1)?.version,
    projector: { unreachable: null },
    log,
  })
  expect(anyone).not.toHaveProperty('log.heads')
  const headers = { apikey: backend.secretKey }
  const owner = await (await fetch(`${backend.url}/health`, { headers })).json()
  expect(owner.log).toMatchObject(log)
  const { heads } = owner.log as { heads: readonly object[] }
  expect(heads).toContainEqual(
    expect.objectContaining({ doc: script, head: 3, cursor: 3, quarantined: 0 }),
  )
})

it('GATE-9 closing ends connections and frees the port', async () => {
  const first = await startBackend()
  const { port } = first
  const person = await first.person()
  const channel = person.client.channel('room')
  await new Promise((resolve) => channel.subscribe(resolve))
  await first.close()
  const second = await startBackend({ port })
  expect(second.port).toBe(port)
  await second.close()
})
