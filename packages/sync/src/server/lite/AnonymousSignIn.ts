import { randomUUID } from 'node:crypto'
import type { Database } from '../database/Database.ts'
import { json } from './Fetch.ts'
import type { Fetch } from './Fetch.ts'

/**
 * Fence FEN-5, anonymous sign-in. Lite refuses a sign-up without an address; a hosted project makes an anonymous
 * user of it. Here Lite makes an ordinary user, whose address and password are then taken away. Refused when
 * `allowed` is false, as hosted refuses it when it is switched off.
 */
export const anonymousSignIn =
  (options: { readonly database: Database; readonly allowed: boolean }, next: Fetch): Fetch =>
  async (request, peer) => {
    if (request.method !== 'POST' || new URL(request.url).pathname !== '/auth/v1/signup')
      return next(request, peer)
    const text = await request.text()
    const body = parse(text)
    if (body === null || 'email' in body || 'phone' in body || 'password' in body)
      return next(
        new Request(request.url, { method: 'POST', headers: request.headers, body: text }),
        peer,
      )
    if (!options.allowed)
      return json(422, {
        code: 422,
        error_code: 'anonymous_provider_disabled',
        msg: 'Anonymous sign-ins are disabled',
      })
    const made = await next(
      new Request(request.url, {
        method: 'POST',
        headers: withoutLength(request.headers),
        body: JSON.stringify({
          email: `${randomUUID()}@anonymous.invalid`,
          password: `${randomUUID()}Aa1!`,
          data: body['data'] ?? {},
        }),
      }),
      peer,
    )
    if (made.status !== 200) return made
    const session = (await made.json()) as { user: { id: string } }
    await options.database.transaction(async (tx) => {
      await tx.query(
        `update auth.users set is_anonymous = true, email = null, encrypted_password = null,
           email_confirmed_at = null, raw_app_meta_data = '{}'
         where id = $1::text::uuid`,
        [session.user.id],
      )
      await tx.query('delete from auth.identities where user_id = $1::text::uuid', [
        session.user.id,
      ])
    })
    return json(200, { ...session, user: { ...session.user, email: '', is_anonymous: true } })
  }

const parse = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    // Lite answers malformed bodies itself.
    return null
  }
}

const withoutLength = (headers: Headers) => {
  const copy = new Headers(headers)
  copy.delete('content-length')
  return copy
}
