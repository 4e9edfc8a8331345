import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '../../database/Database.ts'
import { DatabaseError } from '../../database/DatabaseError.ts'
import type { Claims } from './Claims.ts'
import { Refusal } from '../Refusal.ts'

/** The two kinds of row in `realtime.messages` a policy can speak of. */
export type Extension = 'broadcast' | 'presence'

/** What somebody may do with each extension of a topic. */
export type Rights = { readonly [E in Extension]: boolean }

/** Who asks: verified claims, and the `x-` headers of the connection for policies that read `request.headers`. */
export interface Caller {
  readonly claims: Claims
  readonly headers: Readonly<Record<string, string>>
}

/** SQLSTATE of a row or table that row level security refuses. */
const insufficientPrivilege = '42501'

const context = `select set_config('role', $1, true), set_config('realtime.topic', $2, true),
  set_config('request.jwt.claims', $3, true), set_config('request.jwt.claim.sub', $4, true),
  set_config('request.jwt.claim.role', $1, true), set_config('request.headers', $5, true)`

/**
 * Authorises private channels as Supabase does: by what row level security on `realtime.messages` lets the caller
 * read and write, tried with probe rows in a transaction that is always rolled back.
 */
export class Policies {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Which extensions of the topic the caller may receive. Rejects with a `Refusal`. */
  read(topic: string, caller: Caller): Promise<Rights> {
    const broadcast = randomUUID()
    const presence = randomUUID()
    return this.#try(topic, async (tx) => {
      await tx.query(
        `insert into realtime.messages (id, topic, extension)
         values ($1::text::uuid, $3, 'broadcast'), ($2::text::uuid, $3, 'presence')`,
        [broadcast, presence, topic],
      )
      await impersonate(tx, topic, caller)
      const rows = await tx.query<{ id: string }>(
        'select id::text as id from realtime.messages where id in ($1::text::uuid, $2::text::uuid)',
        [broadcast, presence],
      )
      const visible = new Set(rows.map((row) => row.id))
      return { broadcast: visible.has(broadcast), presence: visible.has(presence) }
    })
  }

  /** Whether the caller may send this extension to the topic. Rejects with a `Refusal`. */
  write(topic: string, caller: Caller, extension: Extension): Promise<boolean> {
    return this.#try(topic, async (tx) => {
      await impersonate(tx, topic, caller)
      try {
        await tx.query(
          'insert into realtime.messages (id, topic, extension) values ($1::text::uuid, $2, $3)',
          [randomUUID(), topic, extension],
        )
        return true
      } catch (cause) {
        if (cause instanceof DatabaseError && cause.code === insufficientPrivilege) return false
        throw cause
      }
    })
  }

  async #try<A>(topic: string, probe: (tx: Transaction) => Promise<A>): Promise<A> {
    try {
      return await this.#database.rollback(probe)
    } catch (cause) {
      throw refusal(topic, cause)
    }
  }
}

async function impersonate(tx: Transaction, topic: string, { claims, headers }: Caller) {
  const sub = claims.sub ?? ''
  await tx.query(context, [
    claims.role,
    topic,
    JSON.stringify(claims),
    sub,
    JSON.stringify(headers),
  ])
}

/** A policy that raises denies; a database that does not answer only delays. */
function refusal(topic: string, cause: unknown): Refusal {
  const code = cause instanceof DatabaseError ? cause.code : ''
  if (code === '' || /^(08|53|57|XX)/.test(code)) {
    return new Refusal('DatabaseUnavailable', 'Rights could not be checked now; join again.', {
      cause,
    })
  }
  return new Refusal('Unauthorized', `The policies of ${topic} could not be evaluated.`, { cause })
}
