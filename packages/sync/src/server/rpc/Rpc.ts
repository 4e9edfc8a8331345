import type { Database } from '../database/Database.ts'
import { DatabaseError } from '../database/DatabaseError.ts'
import type { Keys } from '../main/Keys.ts'
import type { Log } from '../main/Log.ts'
import type { VerifyToken } from '../main/TokenVerifier.ts'
import { PiecedResponse } from '../gateway/PiecedResponse.ts'
import { callStatement } from './CallStatement.ts'
import { settingsArguments, settingsStatement } from './CallSettings.ts'
import { callerOf } from './Caller.ts'
import type { Caller } from './Caller.ts'
import { FunctionCatalog } from './FunctionCatalog.ts'
import type { SqlFunction } from './FunctionCatalog.ts'
import { parseRings } from './Rings.ts'
import type { Rings } from './Rings.ts'
import { databaseRefusal, refusalResponse } from './RpcRefusal.ts'
import { SnapshotBodies } from './SnapshotBodies.ts'

const prefix = '/rest/v1/rpc/'
const headers = { 'content-type': 'application/json; charset=utf-8' }
/** Functions that name parts of snapshots. */
const naming: ReadonlySet<string> = new Set(['catch_up', 'read_snapshot'])

export interface Rpc {
  /** Whether this handler answers the request; what it does not know (filters, other media types) is Lite's. */
  takes(request: Request, url: URL): boolean
  /** Answers as PostgREST would. `body` is the whole body, already within the size limit. */
  answer(request: Request, url: URL, body: string): Promise<Response>
  /** Call after any change of the schema. */
  forgetSchema(): void
}

/** `POST /rest/v1/rpc/<function>` as one transaction of two statements sent at once: settings, call. Rings go out after the commit. */
export const createRpc = (options: {
  readonly database: Database
  readonly keys: Keys
  readonly verifyToken: VerifyToken
  readonly rings: Rings
  readonly log: Log
}): Rpc => {
  const { database, log } = options
  const catalog = new FunctionCatalog(database)
  const bodies = new SnapshotBodies(database)

  const resolve = async (name: string, given: readonly string[]) => {
    const first = await catalog.resolve(name, given)
    if (first.found !== null || first.ambiguous) return first
    catalog.forget()
    return catalog.resolve(name, given)
  }

  const run = async (caller: Caller, fn: SqlFunction, call: Call): Promise<Response> => {
    const [, rows] = await database.batch([
      { text: settingsStatement, args: settingsArguments(caller, fn, call) },
      { text: callStatement(fn, call.given), args: call.given.length === 0 ? [] : [call.body] },
    ])
    const [body = null, rings = null] = rows?.[0] ?? []
    ring(parseRings(rings))
    if (fn.returnsVoid) return new Response(null, { status: 204 })
    const text = body ?? 'null'
    if (!naming.has(fn.name)) return new Response(text, { status: 200, headers })
    const pieces = await bodies.fill(text)
    return pieces === null ? run(caller, fn, call) : new PiecedResponse(pieces, { headers })
  }
  const ring: Rings = (rings) => {
    try {
      if (rings.length > 0) options.rings(rings)
    } catch (cause) {
      // The append is committed and stays so; readers find it by its seq.
      log.error('The doorbell could not be rung.', { cause })
    }
  }

  return {
    forgetSchema: () => catalog.forget(),
    takes: (request, url) =>
      request.method === 'POST' &&
      url.pathname.startsWith(prefix) &&
      url.search === '' &&
      (request.headers.get('content-profile') ?? 'public') === 'public' &&
      !/vnd|csv|octet/.test(request.headers.get('accept') ?? '') &&
      !/count|tx=/.test(request.headers.get('prefer') ?? ''),
    answer: async (request, url, body) => {
      const caller = await callerOf(request.headers, options.keys, options.verifyToken)
      if (!('role' in caller)) return refusalResponse(caller)
      const given = argumentNames(body)
      if (given === null)
        return refusalResponse({ status: 400, code: 'PGRST102', message: 'Empty or invalid json' })
      const name = decodeURIComponent(url.pathname.slice(prefix.length))
      try {
        const { found, ...rest } = await resolve(name, given)
        if (found === null) return refusalResponse(noFunction(name, given, rest))
        const path = url.pathname.slice('/rest/v1'.length)
        return await run(caller, found, { given, body, path, headers: request.headers })
      } catch (cause) {
        if (!(cause instanceof DatabaseError)) throw cause
        return refusalResponse(databaseRefusal(cause, caller.role === 'anon'))
      }
    },
  }
}

interface Call {
  readonly given: readonly string[]
  readonly body: string
  readonly path: string
  readonly headers: Headers
}

/** The keys of the body; null when it is not a JSON object. No body means no arguments. */
const argumentNames = (body: string): readonly string[] | null => {
  if (body === '') return []
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value)
      : null
  } catch {
    // Answered as PGRST102.
    return null
  }
}

const noFunction = (name: string, given: readonly string[], rest: object) => {
  const ambiguous = 'ambiguous' in rest && rest.ambiguous === true
  const signature = given.length === 0 ? ' without parameters' : `(${given.join(', ')})`
  return ambiguous
    ? {
        status: 300,
        code: 'PGRST203',
        message: `Could not choose the best candidate function of public.${name}${signature}`,
      }
    : {
        status: 404,
        code: 'PGRST202',
        message: `Could not find the function public.${name}${signature} in the schema cache`,
      }
}
