import { createClient } from '@supabase/supabase-js'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../main/Log.ts'
import { openLiteStage, stageKeys } from './testing/LiteStage.ts'
import type { LiteStage } from './testing/LiteStage.ts'

const { publishableKey, secretKey } = stageKeys
const password = 'correct horse battery'

/** An unmodified client whose requests reach Lite without a network. */
const clientOf = ({ lite }: Pick<LiteStage, 'lite'>, key: string, fetch = lite.fetch) =>
  createClient('http://127.0.0.1', key, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: (input, init) => fetch(new Request(input, init), '127.0.0.1') },
  })

describe('Auth behind its fences', () => {
  let stage: LiteStage
  beforeAll(async () => {
    stage = await openLiteStage('pglite', 'fenced')
  })
  afterAll(() => stage.close())

  it('FEN-5 tokens have the claims of a hosted project, on sign-up, sign-in and refresh', async () => {
    const client = clientOf(stage, publishableKey)
    const up = await client.auth.signUp({ email: 'ada@example.com', password })
    const signedIn = await client.auth.signInWithPassword({ email: 'ada@example.com', password })
    const refreshed = await client.auth.refreshSession()
    for (const { data, error } of [up, signedIn, refreshed]) {
      expect(error).toBeNull()
      expect(decodeJwt(data.session?.access_token ?? '')).toMatchObject({
        iss: 'http://127.0.0.1/auth/v1',
        aud: 'authenticated',
        role: 'authenticated',
        sub: up.data.user?.id,
        email: 'ada@example.com',
        aal: 'aal1',
        phone: '',
        is_anonymous: false,
        app_metadata: { provider: 'email', providers: ['email'] },
        session_id: expect.any(String),
        exp: expect.any(Number),
      })
    }
    expect((await client.auth.getUser()).data.user?.email).toBe('ada@example.com')
  })

  it('FEN-5 wrong passwords and taken addresses are refused as hosted refuses them', async () => {
    const client = clientOf(stage, publishableKey)
    const wrong = await client.auth.signInWithPassword({ email: 'ada@example.com', password: 'x' })
    expect(wrong.error).toMatchObject({ status: 400, code: 'invalid_credentials' })
    const taken = await client.auth.signUp({ email: 'ada@example.com', password })
    expect(taken.error?.code).toBe('user_already_exists')
  })

  it('FEN-5 somebody without an address signs in and is a user of their own', async () => {
    const client = clientOf(stage, publishableKey)
    const { data, error } = await client.auth.signInAnonymously()
    expect(error).toBeNull()
    expect(decodeJwt(data.session?.access_token ?? '')).toMatchObject({ is_anonymous: true })
    const [row] = await stage.database.query(
      'select is_anonymous, email, encrypted_password from auth.users where id = $1::text::uuid',
      [data.user?.id ?? ''],
    )
    expect(row).toEqual({ is_anonymous: true, email: null, encrypted_password: null })
  })

  it('FEN-5 the secret key administers users, the publishable key does not', async () => {
    const { admin } = clientOf(stage, secretKey).auth
    const made = await admin.createUser({ email: 'Bob@example.com', password, email_confirm: true })
    expect(made.error).toBeNull()
    const id = made.data.user?.id ?? ''
    const signedIn = await clientOf(stage, publishableKey).auth.signInWithPassword({
      email: 'bob@example.com',
      password,
    })
    expect(signedIn.data.user?.id).toBe(id)
    expect((await admin.createUser({ email: 'bob@example.com' })).error?.status).toBe(422)
    expect((await admin.getUserById(id)).data.user?.email).toBe('bob@example.com')
    expect((await admin.listUsers()).data.users.map((user) => user.id)).toContain(id)
    expect((await admin.deleteUser(id)).error).toBeNull()
    expect((await admin.getUserById(id)).error?.status).toBe(404)
    const stranger = clientOf(stage, publishableKey).auth.admin
    expect((await stranger.listUsers()).error?.status).toBe(401)
  })

  it('FEN-6 storage answers clearly that it is not there', async () => {
    const { error } = await clientOf(stage, secretKey).storage.listBuckets()
    expect(error?.message).toMatch(/does not store files yet/)
  })

  it('FEN-5 is needed: its own answers lack the claims, anonymous sign-in and admin', async () => {
    const raw = clientOf(stage, publishableKey, stage.unfenced)
    const { data } = await raw.auth.signUp({ email: 'eve@example.com', password })
    expect(decodeJwt(data.session?.access_token ?? '')).not.toHaveProperty('aal')
    expect((await raw.auth.signInAnonymously()).error?.status).toBe(422)
    const admin = clientOf(stage, secretKey, stage.unfenced)
    expect((await admin.auth.admin.listUsers()).error?.status).toBe(401)
  })
})

describe('anonymous sign-in switched off', () => {
  it('FEN-5 is refused in the words of a hosted project', async () => {
    const stage = await openLiteStage('pglite', 'fenced', { anonymous: false })
    const { error } = await clientOf(stage, publishableKey).auth.signInAnonymously()
    expect(error).toMatchObject({ status: 422, code: 'anonymous_provider_disabled' })
    await stage.close()
  })
})

it('FEN-7 what Lite prints becomes debug lines, and nothing of it reaches the console', async () => {
  const lines: string[] = []
  const log = {
    ...silentLog,
    debug: (_: string, fields?: object) => void lines.push(JSON.stringify(fields)),
  }
  const stage = await openLiteStage('pglite', 'fenced', { log })
  const written: string[] = []
  const original = process.stderr.write.bind(process.stderr)
  process.stderr.write = (chunk: unknown) => written.push(String(chunk)) > 0
  try {
    const body = JSON.stringify({ id: 9 })
    const { status } = await stage.call(publishableKey, '/rest/v1/notes', { method: 'POST', body })
    expect(status).toBe(401)
  } finally {
    process.stderr.write = original
  }
  expect(lines.join()).toMatch(/permission denied for table notes/)
  expect(written.join()).not.toMatch(/permission denied/)
  await stage.close()
})
