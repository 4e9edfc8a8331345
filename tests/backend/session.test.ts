import { type ColdopenClient, memoryStore, openClient } from '@coldopen/sync/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { logShape } from '../e2e/support/Log.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { expiredToken } from '../support/ExpiredToken.ts'

const hour = 3_600_000
/** The clock of this process, which is the server's too, stands still until it is put forward. */
const later = (ms: number) => vi.setSystemTime(Date.now() + ms)
const breath = () => new Promise((done) => setTimeout(done, 60))

const isRefresh = (input: RequestInfo | URL) => String(input).includes('grant_type=refresh_token')
const isCall = (input: RequestInfo | URL) => String(input).includes('/rest/v1/rpc/')

let backend: TestBackend
const clients: ColdopenClient[] = []

/** Somebody who writes in a script of theirs, over `line`. */
const writer = async (line: typeof fetch = fetch) => {
  const client = await openClient({
    server: { url: backend.url, key: backend.publishableKey },
    store: memoryStore(),
    poll: { without: 200 },
    retry: { first: 50, cap: 200, slowCap: 500 },
    transport: { fetch: line },
  })
  clients.push(client)
  const email = `${crypto.randomUUID()}@example.com`
  const account = await client.identity.signUp(email, 'a long secret')
  const { screenplay } = await client.library.create({ title: 'Night' })
  const session = await client.documents.open(screenplay ?? '')
  await session.persisted()
  const text = session.doc.getText('t')
  return { client, session, email, account, type: (mark: string) => text.insert(text.length, mark) }
}

const once = { dense: true, distinct: true }

const textElsewhere = async (email: string, document: string) => {
  const client = await openClient({
    server: { url: backend.url, key: backend.publishableKey },
    store: memoryStore(),
  })
  clients.push(client)
  await client.identity.signIn(email, 'a long secret')
  const session = await client.documents.open(document)
  await session.caughtUp()
  return session.doc.getText('t').toString()
}

describe('a session on the real backend', () => {
  beforeAll(async () => {
    backend = await startBackend()
  })
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }))
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()))
    vi.useRealTimers()
  })
  afterAll(() => backend.close())

  it('RT-4 a token that expires while somebody types is renewed, and nothing is lost or doubled', async () => {
    const { client, session, email, type } = await writer()
    for (let edit = 0; edit < 40; edit += 1) {
      if (edit === 10 || edit === 25) later(2 * hour)
      type(`${edit} `)
      await breath()
    }
    await session.persisted()
    expect(client.identity.lapsed.get()).toBe(false)
    const typed = Array.from({ length: 40 }, (_, n) => `${n} `).join('')
    expect(await textElsewhere(email, session.id)).toBe(typed)
    expect(await logShape(backend, session.id)).toMatchObject(once)
  })

  it('RT-4 a token the server finds expired before this device does is renewed once', async () => {
    let outdated: string | null = null
    let renewals = 0
    const { client, session, email, account, type } = await writer((input, init) => {
      if (isRefresh(input)) {
        renewals += 1
        outdated = null
      }
      const headers = new Headers(init?.headers)
      if (outdated !== null && isCall(input)) headers.set('authorization', `Bearer ${outdated}`)
      return fetch(input, { ...init, headers })
    })
    outdated = expiredToken(backend.jwtSecret, account.id)
    type('the clock is wrong')
    await session.persisted()
    expect(renewals).toBe(1)
    expect(client.identity.lapsed.get()).toBe(false)
    expect(await textElsewhere(email, session.id)).toBe('the clock is wrong')
    expect(await logShape(backend, session.id)).toMatchObject(once)
  })

  it('ACCT-12 a device whose clock is hours ahead renews its token no more often than another', async () => {
    let renewals = 0
    const { session, type } = await writer(async (input, init) => {
      if (isRefresh(input)) renewals += 1
      const answer = await fetch(input, init)
      if (!String(input).includes('/auth/v1/') || !answer.ok) return answer
      const { expires_at, ...rest } = (await answer.json()) as { expires_at: number }
      return Response.json({ ...rest, expires_at: expires_at - (3 * hour) / 1_000 })
    })
    for (let edit = 0; edit < 5; edit += 1) {
      type(`${edit} `)
      await session.persisted()
    }
    expect(renewals).toBe(0)
    later(hour)
    type('an hour later')
    await session.persisted()
    expect(renewals).toBe(1)
  })

  it.each([
    ['does not answer', () => Promise.reject(new TypeError('no network')), 'Offline'],
    ['is broken', () => Response.json({ message: 'broken' }, { status: 500 }), 'ServerBusy'],
    [
      'limits the rate',
      () => Response.json({ message: 'slow down' }, { status: 429 }),
      'ServerBusy',
    ],
    ['is behind a proxy’s page', () => new Response('<p>No</p>', { status: 403 }), 'ServerBusy'],
  ] as const)(
    'ACCT-11 goes on when auth %s for an hour: edits stay here, and are sent by themselves after it',
    async (_, fail, tag) => {
      let failing = false
      const { client, session, email, account, type } = await writer(async (input, init) =>
        failing && isRefresh(input) ? fail() : fetch(input, init),
      )
      later(2 * hour)
      failing = true
      for (let step = 0; step < 30; step += 1) {
        type(`${step} `)
        later(hour / 30)
        await breath()
      }
      const told = { status: 'syncing', error: { _tag: tag } }
      await expect.poll(() => session.state.get()).toMatchObject(told)
      expect(client.identity.lapsed.get()).toBe(false)
      expect(client.identity.account.get()).toEqual(account)
      failing = false
      later(hour / 30)
      await session.persisted()
      const typed = Array.from({ length: 30 }, (_, n) => `${n} `).join('')
      expect(await textElsewhere(email, session.id)).toBe(typed)
      expect(await logShape(backend, session.id)).toMatchObject(once)
    },
  )

  it('ACCT-10 when auth itself refuses, the work waits here for the next sign-in', async () => {
    const { client, session, email, account, type } = await writer()
    await backend.database.query('delete from auth.sessions where user_id = $1', [account.id])
    later(2 * hour)
    type('kept')
    await expect.poll(() => client.identity.lapsed.get()).toBe(true)
    const told = { status: 'error', error: { _tag: 'SignInAgain' } }
    await expect.poll(() => session.state.get()).toMatchObject(told)
    expect(await client.identity.unsynced()).toBeGreaterThan(0)
    await client.identity.signIn(email, 'a long secret')
    await session.persisted()
    expect(client.identity.lapsed.get()).toBe(false)
    expect(await textElsewhere(email, session.id)).toBe('kept')
  })
})
