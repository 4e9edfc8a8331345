/** The roles of the API a connection can have; any other role in a token is refused. */
export type ApiRole = 'anon' | 'authenticated' | 'service_role'

/** The verified claims of a token, with the ones the socket itself reads. `exp` is in seconds since 1970. */
export interface Claims {
  readonly role: ApiRole
  readonly exp: number
  readonly sub?: string
  readonly [claim: string]: unknown
}

/** The claims of an API key instead of a token: a role and nobody's identity, for as long as the key stands. */
export const keyClaims = (role: 'anon' | 'service_role'): Claims => ({
  role,
  exp: Number.MAX_SAFE_INTEGER,
})
