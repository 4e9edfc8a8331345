import { SignJWT, decodeJwt } from 'jose'
import type { Database } from '../database/Database.ts'
import { json } from './Fetch.ts'
import type { Fetch } from './Fetch.ts'

interface UserRow {
  readonly is_anonymous: boolean
  readonly app: Record<string, unknown> | null
  readonly meta: Record<string, unknown> | null
}

interface Session {
  access_token: string
  user: { id: string; email?: string; is_anonymous?: boolean }
}

/** Paths that answer with a session. */
const sessionPath = /^\/auth\/v1\/(signup|token|verify)$/

/**
 * Fence FEN-5, claims. Lite's tokens lack claims a hosted project's have (`iss aal amr phone app_metadata
 * user_metadata is_anonymous`), on which policies and clients rely; so they are signed anew with them.
 */
export const hostedClaims = (
  options: { readonly database: Database; readonly jwtSecret: string; readonly issuer: string },
  next: Fetch,
): Fetch => {
  const secret = new TextEncoder().encode(options.jwtSecret)
  const sign = async (session: Session): Promise<Session> => {
    const [user] = await options.database.query<UserRow>(
      `select is_anonymous, raw_app_meta_data as app, raw_user_meta_data as meta
       from auth.users where id = $1::text::uuid`,
      [session.user.id],
    )
    const claims = decodeJwt(session.access_token)
    const anonymous = user?.is_anonymous === true
    const token = new SignJWT({
      iss: options.issuer,
      aal: 'aal1',
      amr: [{ method: anonymous ? 'anonymous' : 'password', timestamp: claims.iat }],
      phone: '',
      app_metadata: user?.app ?? {},
      user_metadata: user?.meta ?? {},
      is_anonymous: anonymous,
      ...claims,
    }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    return { ...session, access_token: await token.sign(secret) }
  }
  return async (request, peer) => {
    const response = await next(request, peer)
    if (response.status !== 200 || !sessionPath.test(new URL(request.url).pathname)) return response
    const body: unknown = await response.json()
    return json(200, isSession(body) ? await sign(body) : body)
  }
}

const isSession = (body: unknown): body is Session =>
  typeof body === 'object' && body !== null && 'access_token' in body && 'user' in body
