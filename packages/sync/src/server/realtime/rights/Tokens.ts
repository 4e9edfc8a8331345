import { keyClaims } from './Claims.ts'
import type { ApiRole, Claims } from './Claims.ts'
import { Refusal } from '../Refusal.ts'

/** Verifies a user's token and returns its claims; rejects when the token is not one of ours or has expired. */
export type VerifyToken = (token: string) => Promise<Readonly<Record<string, unknown>>>

/** The two API keys; each stands for a role. */
export interface ApiKeys {
  readonly publishable: string
  readonly secret: string
}

const roles: ReadonlySet<unknown> = new Set(['anon', 'authenticated', 'service_role'])

/** Turns whatever a client shows, an API key or a user's token, into claims. */
export class Tokens {
  readonly #verify: VerifyToken
  readonly #keys: ApiKeys

  constructor(verify: VerifyToken, keys: ApiKeys) {
    this.#verify = verify
    this.#keys = keys
  }

  /** Rejects with a `Refusal`: sign in again, or show a key. */
  async claimsOf(token: string | null): Promise<Claims> {
    if (token === null || token === '') {
      throw new Refusal('ApiKeyRequired', 'Show an API key or a token.')
    }
    if (token === this.#keys.publishable) return keyClaims('anon')
    if (token === this.#keys.secret) return keyClaims('service_role')
    const claims = await this.#verified(token)
    const { role, exp, sub } = claims
    if (typeof exp !== 'number' || !isRole(role)) {
      throw new Refusal('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT')
    }
    if (exp * 1000 <= Date.now()) throw new Refusal('InvalidJWTToken', 'Token has expired')
    return { ...claims, role, exp, ...(typeof sub === 'string' ? { sub } : {}) }
  }

  async #verified(token: string): Promise<Readonly<Record<string, unknown>>> {
    try {
      return await this.#verify(token)
    } catch (cause) {
      throw new Refusal(
        'InvalidJWTToken',
        'The token is not valid here or has expired; sign in again.',
        {
          cause,
        },
      )
    }
  }
}

/** Whether a credential is an API key rather than a user's token. */
export const isApiKey = (credential: string): boolean => credential.startsWith('sb_')

function isRole(role: unknown): role is ApiRole {
  return roles.has(role)
}
