import type { DatabaseError } from '../database/DatabaseError.ts'
import { json } from '../lite/Fetch.ts'

/** An answer other than success, in PostgREST's form. */
export interface RpcRefusal {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly details?: string | null
  readonly hint?: string | null
}

export const refusalResponse = ({ status, code, message, details, hint }: RpcRefusal): Response =>
  json(
    status,
    { code, details: details ?? null, hint: hint ?? null, message },
    code === 'PGRST301' || code === 'PGRST303'
      ? { 'www-authenticate': `Bearer error="invalid_token", error_description="${message}"` }
      : {},
  )

/** HTTP statuses of SQLSTATEs, longest prefix first: "HTTP Status Codes" of PostgREST's reference on errors. */
const statuses: readonly (readonly [string, number])[] = [
  ['23503', 409],
  ['23505', 409],
  ['25006', 405],
  ['42883', 404],
  ['42P01', 404],
  ['42P17', 500],
  ['53400', 500],
  ['57P01', 503],
  ['P0001', 400],
  ['08', 503],
  ['09', 500],
  ['0L', 403],
  ['0P', 403],
  ['25', 500],
  ['28', 403],
  ['2D', 500],
  ['38', 500],
  ['39', 500],
  ['3B', 500],
  ['40', 500],
  ['53', 503],
  ['54', 500],
  ['55', 500],
  ['57', 500],
  ['58', 500],
  ['F0', 500],
  ['HV', 500],
  ['P0', 500],
  ['XX', 500],
]

/** The status for a SQLSTATE: `PTxyz` says it itself, 42501 depends on whether the caller had signed in. */
export const statusOf = (code: string, anonymous: boolean): number => {
  const own = /^PT([2-5]\d\d)$/.exec(code)
  if (own !== null) return Number(own[1])
  if (code === '42501') return anonymous ? 401 : 403
  return statuses.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 400
}

export const databaseRefusal = (error: DatabaseError, anonymous: boolean): RpcRefusal => ({
  status: statusOf(error.code, anonymous),
  code: error.code,
  message: error.message,
  details: error.detail,
  hint: error.hint,
})
