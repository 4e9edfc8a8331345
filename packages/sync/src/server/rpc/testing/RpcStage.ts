import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { bootstrap } from '../../database/bootstrap/Bootstrap.ts'
import type { Database } from '../../database/Database.ts'
import { openGround } from '../../ground/Ladder.ts'
import { silentLog } from '../../main/Log.ts'
import { tokenVerifier } from '../../main/TokenVerifier.ts'
import type { CollectedRing } from '../Rings.ts'
import { createRpc } from '../Rpc.ts'

export const keys = {
  publishableKey: 'sb_publishable_stage',
  secretKey: 'sb_secret_stage',
  jwtSecret: 'the secret of a test stage, at least 32 bytes long',
}

/** What a call was answered. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly text: string
  readonly headers: Headers
}

export interface RpcStage {
  readonly database: Database
  /** Rings delivered so far. */
  readonly rung: CollectedRing[]
  /** Statements that the last call ran. */
  readonly statements: string[]
  call(name: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  token(claims: Record<string, unknown>, seconds?: number, secret?: string): Promise<string>
  close(): Promise<void>
}

export const openRpcStage = async (
  kind: 'native' | 'pglite',
  functions: string,
): Promise<RpcStage> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'coldopen-rpc-'))
  const ground = await openGround({ dataDir, kind, log: silentLog })
  const { database } = ground
  await database.exec('create schema if not exists storage')
  await bootstrap(database)
  await database.exec(functions)
  const rung: CollectedRing[] = []
  const statements: string[] = []
  const rpc = createRpc({
    database: counting(database, statements),
    keys,
    verifyToken: tokenVerifier(keys.jwtSecret),
    rings: (rings) => rung.push(...rings),
    log: silentLog,
  })
  const url = (name: string) => new URL(`http://127.0.0.1/rest/v1/rpc/${name}`)
  return {
    database,
    rung,
    statements,
    call: async (name, body, headers = {}) => {
      statements.length = 0
      const request = new Request(url(name), {
        method: 'POST',
        headers: { apikey: keys.publishableKey, 'content-type': 'application/json', ...headers },
      })
      const sent =
        body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body)
      const answer = await rpc.answer(request, url(name), sent)
      const text = await answer.text()
      return {
        status: answer.status,
        text,
        body: text === '' ? null : (JSON.parse(text) as unknown),
        headers: answer.headers,
      }
    },
    token: (claims, seconds = 3600, secret = keys.jwtSecret) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(new TextEncoder().encode(secret)),
    close: async () => {
      await ground.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The same database, noting what every transaction runs. */
const counting = (database: Database, statements: string[]): Database => ({
  ...database,
  batch: (calls) => {
    statements.push(...calls.map(({ text }) => text))
    return database.batch(calls)
  },
})
