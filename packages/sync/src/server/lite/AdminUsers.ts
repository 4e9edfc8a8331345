import { randomUUID } from 'node:crypto'
import { hash } from 'bcryptjs'
import type { Database } from '../database/Database.ts'
import { json } from './Fetch.ts'
import type { Fetch } from './Fetch.ts'

const path = /^\/auth\/v1\/admin\/users(?:\/([0-9a-f-]{36}))?$/
const bcryptRounds = 10
const defaultPage = 50
const longestPage = 1_000

const columns = `id, email, email_confirmed_at, raw_app_meta_data as app_metadata,
  raw_user_meta_data as user_metadata, created_at, updated_at, is_anonymous`

/**
 * Fence FEN-5, admin. Lite has no `auth.admin` of its own; this is the part of it that machines' owners and tests
 * use (create, list, read, delete), for whoever shows the secret key.
 */
export const adminUsers = (
  options: { readonly database: Database; readonly secretKey: string },
  next: Fetch,
): Fetch => {
  const { database } = options
  const one = async (id: string) => {
    const rows = await database.query(
      `select ${columns} from auth.users where id = $1::text::uuid`,
      [id],
    )
    return rows[0] === undefined
      ? json(404, { code: 404, error_code: 'user_not_found', msg: 'User not found' })
      : json(200, asUser(rows[0]))
  }
  const list = async (query: URLSearchParams) => {
    const asked = (name: string, otherwise: number) =>
      Math.max(1, Math.trunc(Number(query.get(name))) || otherwise)
    const size = Math.min(asked('per_page', defaultPage), longestPage)
    const users = await database.query(
      `select ${columns} from auth.users order by created_at desc, id limit $1 offset $2`,
      [size, (asked('page', 1) - 1) * size],
    )
    return json(200, { users: users.map(asUser), aud: 'authenticated' })
  }
  const remove = async (id: string) => {
    await database.query('delete from auth.users where id = $1::text::uuid', [id])
    return json(200, {})
  }
  return async (request, peer) => {
    const url = new URL(request.url)
    const match = path.exec(url.pathname)
    if (match === null) return next(request, peer)
    const [, id] = match
    if (request.headers.get('apikey') !== options.secretKey)
      return json(401, { code: 401, msg: 'This endpoint requires a valid Bearer token' })
    if (request.method === 'GET') return id === undefined ? list(url.searchParams) : one(id)
    if (request.method === 'POST' && id === undefined) {
      const made = await create(database, (await request.json()) as NewUser)
      return made === null
        ? json(422, {
            code: 422,
            error_code: 'email_exists',
            msg: 'A user with this email address exists',
          })
        : one(made)
    }
    if (request.method === 'DELETE' && id !== undefined) return remove(id)
    return json(405, { code: 405, msg: 'Method not allowed' })
  }
}

interface NewUser {
  readonly id?: string
  readonly email?: string
  readonly password?: string
  readonly email_confirm?: boolean
  readonly app_metadata?: Record<string, unknown>
  readonly user_metadata?: Record<string, unknown>
}

const asUser = (row: object) => ({
  ...row,
  aud: 'authenticated',
  role: 'authenticated',
  identities: [],
})

/** The new user's id; null when the address is taken. */
const create = async (database: Database, user: NewUser): Promise<string | null> => {
  const id = user.id ?? randomUUID()
  const email = user.email?.toLowerCase() ?? null
  const password = user.password === undefined ? null : await hash(user.password, bcryptRounds)
  const app = { provider: 'email', providers: ['email'], ...user.app_metadata }
  return database.transaction(async (tx) => {
    const taken = await tx.query('select from auth.users where email = $1', [email])
    if (taken.length > 0) return null
    await tx.query(
      `insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data,
         raw_user_meta_data)
       values ($1::text::uuid, $2, $3, case when $4::boolean then now() end, $5::text::jsonb, $6::text::jsonb)`,
      [
        id,
        email,
        password,
        user.email_confirm === true,
        JSON.stringify(app),
        JSON.stringify(user.user_metadata ?? {}),
      ],
    )
    await tx.query(
      `insert into auth.identities (id, provider, provider_id, user_id, identity_data)
       values ($1::text::uuid, 'email', $2::text, $2::text::uuid, $3::text::jsonb)`,
      [
        randomUUID(),
        id,
        JSON.stringify({ sub: id, email, email_verified: user.email_confirm === true }),
      ],
    )
    return id
  })
}
