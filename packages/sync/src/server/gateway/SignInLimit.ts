import { isIPv6 } from 'node:net'
import { json } from '../lite/Fetch.ts'
import type { Fetch } from '../lite/Fetch.ts'
import { isLoopback } from './HostGuard.ts'

/** How much of something one address may do: `burst` at once, then one more every `everyMs`. */
interface Allowance {
  readonly burst: number
  readonly everyMs: number
}

/** Wrong passwords: 30, then one every 10 s. Accounts: 30, then one every two minutes. Hosted Auth's bursts are of 30 too. */
const allowances = {
  attempt: { burst: 30, everyMs: 10_000 },
  signUp: { burst: 30, everyMs: 120_000 },
} as const satisfies Readonly<Record<string, Allowance>>

type Kind = keyof typeof allowances

/** Addresses remembered; beyond, the one longest unheard of is forgotten. */
const remembered = 10_000

/**
 * Limits how often one address may try a password or sign up (GATE-10). Whatever posts to Auth counts as an attempt,
 * save renewing a session and signing out; an attempt that succeeds is given back. `now` is in milliseconds.
 */
export const signInLimit = (
  options: { readonly secretKey: string; readonly now: () => number },
  next: Fetch,
): Fetch => {
  const spent = new Map<string, { readonly at: number; readonly units: number }>()

  const spentBy = (key: string, { everyMs }: Allowance): number => {
    const last = spent.get(key)
    return last === undefined ? 0 : Math.max(0, last.units - (options.now() - last.at) / everyMs)
  }
  const keep = (key: string, units: number) => {
    spent.delete(key)
    const oldest = spent.keys().next()
    if (spent.size >= remembered && oldest.done === false) spent.delete(oldest.value)
    if (units > 0) spent.set(key, { at: options.now(), units })
  }

  return async (request, peer) => {
    const kind = kindOf(request, options.secretKey)
    if (kind === null) return next(request, peer)
    const allowance = allowances[kind]
    const key = `${kind} ${callerOf(request, peer)}`
    const before = spentBy(key, allowance)
    if (before + 1 > allowance.burst)
      return tooMany(kind, Math.ceil(((before + 1 - allowance.burst) * allowance.everyMs) / 1000))
    keep(key, before + 1)
    const answer = await next(request, peer)
    if (kind === 'attempt' && answer.ok) keep(key, spentBy(key, allowance) - 1)
    return answer
  }
}

/** What a request counts as; null when it is not counted. */
const kindOf = (request: Request, secretKey: string): Kind | null => {
  const { pathname, searchParams } = new URL(request.url)
  if (request.method !== 'POST' || request.headers.get('apikey') === secretKey) return null
  if (pathname === '/auth/v1/logout') return null
  const grants = searchParams.getAll('grant_type')
  if (grants.length === 1 && grants[0] === 'refresh_token') return null
  return pathname === '/auth/v1/signup' ? 'signUp' : 'attempt'
}

/**
 * Whom to count: the address, an IPv6 one by its network. A TLS proxy on this machine names the caller last in
 * `X-Forwarded-For`; nobody else's word is taken for it.
 */
const callerOf = (request: Request, peer: string | null): string => {
  const near = peer === null || isLoopback(peer)
  const named = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  const address = ((near ? named : undefined) ?? peer ?? '').replace(/^::ffff:/, '')
  return isIPv6(address) ? network(address) : address.slice(0, 64)
}

/** The first 64 bits of an IPv6 address: what one customer is given. */
const network = (address: string): string => {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/** As a hosted project refuses it. */
const tooMany = (kind: Kind, seconds: number): Response => {
  const what = kind === 'signUp' ? 'new accounts' : 'attempts to sign in'
  return json(
    429,
    {
      code: 429,
      error_code: 'over_request_rate_limit',
      msg: `Too many ${what} from this address. Wait ${seconds} seconds, then try again.`,
    },
    { 'retry-after': String(seconds) },
  )
}
