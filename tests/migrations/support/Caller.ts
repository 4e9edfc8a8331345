import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '@coldopen/sync/server'

/** Who calls: nobody, a token that names no account, an account, or the service key. */
export type Caller = 'anon' | 'no account' | 'service' | { readonly user: string }

const roleOf = (caller: Caller) =>
  caller === 'anon' ? 'anon' : caller === 'service' ? 'service_role' : 'authenticated'

/** Makes a transaction the caller's, as an API gateway does. */
export const impersonate = async (tx: Transaction, caller: Caller): Promise<void> => {
  const role = roleOf(caller)
  const claims = typeof caller === 'object' ? { role, sub: caller.user } : { role }
  await tx.query(
    `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
      set_config('coldopen.doorbell', 'process', true), set_config('coldopen.rings', '', true)`,
    [role, JSON.stringify(claims)],
  )
}

export interface Ring {
  readonly topic: string
  readonly event: string
  readonly payload: Record<string, unknown>
}

export interface Answered<A> {
  readonly answer: A
  readonly rings: readonly Ring[]
}

/** Calls a public function with named arguments, as whom the transaction is. */
export const callIn = async <A>(
  tx: Transaction,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Promise<Answered<A>> => {
  const given = Object.entries(args)
  const list = given.map(([arg], index) => `${arg} := $${index + 1}${castOf(arg)}`).join(', ')
  const [row] = await tx.query<{ answer: A; rings: string | null }>(
    `select r.answer, current_setting('coldopen.rings', true) as rings
     from (select public.${name}(${list}) as answer offset 0) r`,
    given.map(([, value]) => textOf(value)),
  )
  if (row === undefined) throw new Error(`${name} gave no row`)
  return { answer: row.answer, rings: row.rings ? (JSON.parse(row.rings) as Ring[]) : [] }
}

/** Calls a public function; resolves with its answer and what it rang. */
export const callRinging = <A>(
  database: Database,
  caller: Caller,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Promise<Answered<A>> =>
  database.transaction(async (tx) => {
    await impersonate(tx, caller)
    return callIn<A>(tx, name, args)
  })

/** Calls a public function with named arguments; rejects with a `DatabaseError`. */
export const call = async <A>(
  database: Database,
  caller: Caller,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<A> => (await callRinging<A>(database, caller, name, args)).answer

const casts: Readonly<Record<string, string>> = {
  p_sessions: 'jsonb',
  p_client_id: 'bigint',
  p_protocol: 'integer',
  p_epoch: 'bigint',
  p_events: 'jsonb',
  p_after: 'bigint',
  p_limit: 'integer',
  p_role: 'text',
  p_days: 'integer',
  p_token: 'text',
  p_kind: 'text',
  p_from: 'bigint',
  p_to: 'bigint',
  p_rows: 'jsonb',
  p_seq: 'bigint',
  p_reason: 'text',
  p_seconds: 'integer',
  p_rest_ms: 'integer',
  p_head: 'bigint',
  p_quarantined: 'integer',
  p_body: 'text',
  p_part: 'integer',
  p_least: 'integer',
  p_table: 'text',
}
const castOf = (arg: string) => `::text::${casts[arg] ?? 'uuid'}`

const textOf = (value: unknown): string | null =>
  value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** A new account, which can sign in right away. */
export const newUser = async (database: Database, email?: string): Promise<{ user: string }> => {
  const user = randomUUID()
  await database.query('insert into auth.users (id, email) values ($1::text::uuid, $2)', [
    user,
    email ?? `${user}@example.test`,
  ])
  return { user }
}

/** `word` of the refusal or SQLSTATE of the failure a call ends with; null when it succeeds. */
export const refusalOf = async (work: Promise<unknown>): Promise<string | null> => {
  try {
    await work
    return null
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause)) throw cause
    const code = String(cause.code)
    return code.startsWith('PT') ? `${cause.message} ${code}` : code
  }
}
