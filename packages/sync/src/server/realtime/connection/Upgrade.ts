import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { refusalOf } from '../Refusal.ts'
import type { Opening } from './Socket.ts'
import type { Tokens } from '../rights/Tokens.ts'

const endpoint = /^\/realtime\/v1\/websocket\/?$/

/** Reads who opens a connection and which protocol it speaks; rejects with a `Refusal`. Null: not the socket's path. */
export async function openingOf(tokens: Tokens, request: IncomingMessage): Promise<Opening | null> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (!endpoint.test(url.pathname)) return null
  const header = request.headers['x-api-key']
  const credential = typeof header === 'string' ? header : url.searchParams.get('apikey')
  await tokens.claimsOf(credential)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith('x-') && typeof value === 'string') headers[name] = value
  }
  const version = url.searchParams.get('vsn')?.startsWith('2') === true ? 2 : 1
  return { version, credential: credential ?? '', headers }
}

/** Answers an upgrade that is refused for `cause`, in JSON, and ends the connection. */
export function refuseUpgrade(duplex: Duplex, cause: unknown): void {
  const refusal = refusalOf(cause)
  const status =
    refusal.code === 'DatabaseUnavailable' ? '503 Service Unavailable' : '401 Unauthorized'
  answer(duplex, status, refusal.message)
}

/** Answers an upgrade to a path that is not the socket's. */
export const noSuchSocket = (duplex: Duplex): void =>
  answer(duplex, '404 Not Found', 'There is no socket at this path.')

function answer(duplex: Duplex, status: string, error: string): void {
  const body = JSON.stringify({ error })
  duplex.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
