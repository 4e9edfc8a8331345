import type { Keys } from '../main/Keys.ts'
import { TokenRefused } from '../main/TokenVerifier.ts'
import type { TokenClaims, VerifyToken } from '../main/TokenVerifier.ts'
import type { RpcRefusal } from './RpcRefusal.ts'

/** Who calls, as PostgreSQL will see it. */
export interface Caller {
  readonly role: 'anon' | 'authenticated' | 'service_role'
  readonly claims: TokenClaims
}

const noKey: RpcRefusal = {
  status: 401,
  code: 'PGRST301',
  message: 'No API key found in request',
  hint: 'Send the publishable key as `apikey`.',
}
const wrongKey: RpcRefusal = {
  status: 401,
  code: 'PGRST301',
  message: 'Invalid API key',
  hint: 'Double check the key; `GET /config.json` tells the current one.',
}
const wrongRole: RpcRefusal = {
  status: 401,
  code: 'PGRST301',
  message: 'JWT invalid',
  details: 'The token names no role of the API.',
}

/** Reads the API key and the user's token, as Supabase's gateway and PostgREST do. */
export const callerOf = async (
  headers: Headers,
  keys: Keys,
  verify: VerifyToken,
): Promise<Caller | RpcRefusal> => {
  const key = headers.get('apikey')
  if (key === null) return noKey
  if (key !== keys.publishableKey && key !== keys.secretKey) return wrongKey
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer === undefined || bearer.startsWith('sb_')) {
    const role = key === keys.secretKey ? 'service_role' : 'anon'
    return { role, claims: { role } }
  }
  try {
    const claims = await verify(bearer)
    const { role } = claims
    if (role === 'authenticated' || role === 'anon' || role === 'service_role')
      return { role, claims }
    return wrongRole
  } catch (cause) {
    if (!(cause instanceof TokenRefused)) throw cause
    return { status: 401, code: cause.expired ? 'PGRST303' : 'PGRST301', message: cause.message }
  }
}
