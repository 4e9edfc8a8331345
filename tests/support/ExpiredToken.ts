import { createHmac } from 'node:crypto'

/** A token out of date for an hour; signed with a wrong secret where the right one is kept. */
export const expiredToken = (jwtSecret: string | null, sub: string): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(Date.now() / 1000) - 3_600
  const claims = { sub, role: 'authenticated', aud: 'authenticated', exp }
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', jwtSecret ?? 'another secret')
    .update(signed)
    .digest('base64url')}`
}
