import type { SqlArgument } from '../database/Database.ts'
import type { Caller } from './Caller.ts'

/** Statement timeouts of a hosted project's API roles. */
const timeouts = { anon: '3s', authenticated: '8s', service_role: '0' } as const

const headersKept = /^(x-|user-agent$|accept-language$|content-type$|prefer$)/

/** The statement that makes a transaction the caller's: role, claims, request, and a doorbell that rings in process. */
export const settingsStatement = `select
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
  set_config('role', $4, true)`

/** Its arguments. Credentials are not among the headers a function can read. */
export const settingsArguments = (
  caller: Caller,
  request: { readonly path: string; readonly headers: Headers; readonly readOnly: boolean },
): readonly SqlArgument[] => [
  timeouts[caller.role],
  JSON.stringify(caller.claims),
  typeof caller.claims['sub'] === 'string' ? caller.claims['sub'] : '',
  caller.role,
  request.path,
  JSON.stringify(
    Object.fromEntries([...request.headers].filter(([name]) => headersKept.test(name))),
  ),
  request.readOnly ? 'on' : 'off',
]
