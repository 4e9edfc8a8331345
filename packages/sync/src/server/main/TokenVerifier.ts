import { errors, jwtVerify } from 'jose'

/** The verified claims of a user's token. */
export type TokenClaims = Readonly<Record<string, unknown>>

/** A token that is not ours, is damaged, or whose time is over. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
  readonly expired: boolean
  constructor(expired: boolean, cause?: unknown) {
    super(expired ? 'JWT expired' : 'JWT invalid', { cause })
    this.expired = expired
  }
}

export type VerifyToken = (token: string) => Promise<TokenClaims>

const remembered = 2_000

/** Verifies HS256 tokens, remembering the ones already verified until their time is over. */
export const tokenVerifier = (jwtSecret: string): VerifyToken => {
  const secret = new TextEncoder().encode(jwtSecret)
  const known = new Map<string, TokenClaims>()
  return async (token) => {
    const claims = known.get(token) ?? (await verify(token, secret))
    if (!known.has(token)) {
      const oldest = known.keys().next()
      if (known.size >= remembered && oldest.done === false) known.delete(oldest.value)
      known.set(token, claims)
    }
    const { exp } = claims
    if (typeof exp === 'number' && exp * 1000 <= Date.now()) {
      known.delete(token)
      throw new TokenRefused(true)
    }
    return claims
  }
}

const verify = async (token: string, secret: Uint8Array): Promise<TokenClaims> => {
  try {
    return (await jwtVerify(token, secret, { algorithms: ['HS256'] })).payload
  } catch (cause) {
    throw new TokenRefused(cause instanceof errors.JWTExpired, cause)
  }
}
