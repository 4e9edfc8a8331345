import { SignJWT } from 'jose'
import type { ServerFile } from '../main/ServerFile.ts'
import type { Access } from './Access.ts'

const seconds = 3_600
const page = 1_000

interface User {
  readonly id: string
  readonly email: string | null
}

/**
 * Who can read a data directory owns everything in it, so they need nobody's password: signing in as one of its
 * accounts is answered here, with a token signed with the directory's own secret, and never reaches the backend.
 */
export const localTrust = async (
  server: ServerFile,
  email: string | undefined,
): Promise<Pick<Access, 'email' | 'password' | 'fetch'>> => {
  const user = choose(await usersOf(server), email)
  const own: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname, searchParams } = new URL(request.url)
    const signsIn = pathname === '/auth/v1/token' && searchParams.get('grant_type') === 'password'
    return signsIn ? Response.json(await session(server, user)) : fetch(request)
  }
  return { email: user.email ?? '', password: 'the data directory', fetch: own }
}

const usersOf = async ({ url, secretKey }: ServerFile): Promise<readonly User[]> => {
  const users: User[] = []
  for (let number = 1; ; number += 1) {
    const answer = await fetch(`${url}/auth/v1/admin/users?page=${number}&per_page=${page}`, {
      headers: { apikey: secretKey },
    }).catch(() => null)
    if (answer === null)
      throw new Error(`The backend at ${url} does not answer. Start it with \`coldopen start\`.`)
    if (!answer.ok) throw new Error(`The backend at ${url} refuses the key of its data directory.`)
    const { users: found } = (await answer.json()) as { users: readonly User[] }
    users.push(...found)
    if (found.length < page) return users
  }
}

const choose = (users: readonly User[], email: string | undefined): User => {
  const known = users.filter((user) => user.email !== null)
  if (email === undefined) {
    const [only] = known
    if (only !== undefined && known.length === 1) return only
    throw new Error(
      known.length === 0
        ? 'Nobody has an account here yet. Sign up in the browser first.'
        : `Say who you are with --as: ${known
            .slice(0, 5)
            .map((user) => user.email)
            .join(', ')}.`,
    )
  }
  const found = known.find((user) => user.email === email.toLowerCase())
  if (found === undefined)
    throw new Error(`There is no account ${email} here. Sign up in the browser first.`)
  return found
}

/** What Auth answers to a password, for somebody who needs none. */
const session = async ({ jwtSecret }: ServerFile, { id, email }: User) => {
  const now = Math.floor(Date.now() / 1000)
  const claims = { role: 'authenticated', aud: 'authenticated', email, is_anonymous: false }
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(id)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(new TextEncoder().encode(jwtSecret))
  return {
    access_token: token,
    refresh_token: 'none',
    token_type: 'bearer',
    expires_in: seconds,
    expires_at: now + seconds,
    user: {
      id,
      email,
      aud: 'authenticated',
      role: 'authenticated',
      app_metadata: {},
      user_metadata: {},
    },
  }
}
