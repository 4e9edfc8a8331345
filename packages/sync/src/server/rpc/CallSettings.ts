import type { Caller } from './Caller.ts'
import type { SqlFunction } from './FunctionCatalog.ts'

/** Statement timeouts of a hosted project's API roles. */
const timeouts = { anon: '3s', authenticated: '8s', service_role: '0' } as const

/**
 * What these functions write is made again from the log, or ends by itself: their commits do not wait for the disk, and
 * what they lock is free for an append sooner. A crash takes the last of them and never one before an append that was kept.
 */
const madeAgain: ReadonlySet<string> = new Set([
  'apply_projection',
  'claim_documents',
  'release_leases',
  'renew_leases',
])

const headersKept = /^(x-|user-agent$|accept-language$|content-type$|prefer$)/

/** The statement that makes a transaction the caller's: role, claims, request, and a doorbell that rings in process. */
export const settingsStatement = `select num_nulls(
  set_config('search_path', '"public", "extensions"', true),
  set_config('statement_timeout', $1, true),
  set_config('request.jwt.claims', $2, true),
  set_config('request.jwt.claim.sub', $3, true),
  set_config('request.jwt.claim.role', $4, true),
  set_config('request.method', 'POST', true),
  set_config('request.path', $5, true),
  set_config('request.headers', $6, true),
  set_config('coldopen.doorbell', 'process', true),
  set_config('coldopen.rings', '', true),
  set_config('transaction_read_only', $7, true),
  set_config('synchronous_commit', coalesce($8, current_setting('synchronous_commit')), true),
  set_config('role', $4, true))::text as unset`

/** Its arguments. Credentials are not among the headers a function can read. */
export const settingsArguments = (
  caller: Caller,
  fn: Pick<SqlFunction, 'name' | 'volatile'>,
  request: { readonly path: string; readonly headers: Headers },
): readonly (string | null)[] => [
  timeouts[caller.role],
  JSON.stringify(caller.claims),
  typeof caller.claims['sub'] === 'string' ? caller.claims['sub'] : '',
  caller.role,
  request.path,
  JSON.stringify(
    Object.fromEntries([...request.headers].filter(([name]) => headersKept.test(name))),
  ),
  fn.volatile ? 'off' : 'on',
  madeAgain.has(fn.name) ? 'off' : null,
]
