import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { json } from '../lite/Fetch.ts'
import type { Fetch } from '../lite/Fetch.ts'
import type { Log } from '../main/Log.ts'
import type { Tls } from '../main/TlsFiles.ts'
import { corsHeaders, isAllowedOrigin } from './Cors.ts'
import { isOurHost } from './HostGuard.ts'
import { BodyTooLarge, asRequest, maxBodyBytes, readBody, sendResponse } from './NodeMessages.ts'
import { commonHeaders } from './SecurityHeaders.ts'

/** What stands behind the one port. */
export interface Routes {
  /** Answers every request; the body was read and is within the limit. */
  readonly fetch: Fetch
  /** Takes over a WebSocket's socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

export interface Gateway {
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
}
const maxConnections = 4_000

/** Opens the port. Rejects (EADDRINUSE, EACCES) when it cannot. */
export const openGateway = async (options: {
  readonly host: string
  readonly port: number
  readonly allowedOrigins: readonly string[]
  readonly routes: Routes
  readonly log: Log
  /** Null: plain http. */
  readonly tls: Tls | null
}): Promise<Gateway> => {
  const { host, allowedOrigins, routes, log, tls } = options
  const scheme = tls === null ? 'http' : 'https'

  const refusal = (incoming: IncomingMessage): Response | null => {
    const { host: named, origin } = incoming.headers
    if (!isOurHost(named, host))
      return json(421, { message: 'This server answers on this machine only, by its own names.' })
    if (!isAllowedOrigin(origin, named ?? '', allowedOrigins))
      return json(403, { message: 'Pages of this origin may not call this server.' })
    return null
  }
  const answer = async (incoming: IncomingMessage): Promise<Response> => {
    const refused = refusal(incoming)
    if (refused !== null) return refused
    if (incoming.method === 'OPTIONS') return new Response(null, { status: 204 })
    const target = incoming.url ?? '/'
    if (!target.startsWith('/')) return json(400, { message: 'The request target must be a path.' })
    const url = new URL(`${scheme}://${incoming.headers.host}${target}`)
    const body = await readBody(incoming)
    return routes.fetch(asRequest(incoming, url, body), incoming.socket.remoteAddress ?? null)
  }
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const extra = { ...commonHeaders, ...corsHeaders(incoming.headers.origin, allowedOrigins) }
    try {
      const response = await answer(incoming)
      if (response.status === 500)
        log.error('A request failed.', { path: pathOf(incoming), status: response.status })
      await sendResponse(outgoing, response, extra)
    } catch (cause) {
      if (outgoing.headersSent || outgoing.destroyed) return outgoing.destroy()
      const response = failure(cause)
      if (response.status >= 500) log.error('A request failed.', { path: pathOf(incoming), cause })
      await sendResponse(outgoing, response, { ...extra, connection: 'close' })
    }
  }
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    handle(incoming, outgoing).catch((cause: unknown) => {
      log.debug('An answer could not be sent.', { cause })
      outgoing.destroy()
    })
  }
  const server =
    tls === null
      ? createServer(limits, listener)
      : createSecureServer({ ...limits, ...tls }, listener)
  server.maxConnections = maxConnections
  server.on('upgrade', (incoming, socket, head) => {
    const refused = refusal(incoming)
    if (refused === null) routes.upgrade(incoming, socket, head)
    else socket.end(`HTTP/1.1 ${refused.status} Refused\r\nconnection: close\r\n\r\n`)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, () => resolve())
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `${scheme}://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : bracketed(host)}:${port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const hurry = setTimeout(() => server.closeAllConnections(), 2_000)
      await closed
      clearTimeout(hurry)
    },
  }
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host)
const pathOf = (incoming: IncomingMessage) => (incoming.url ?? '').split('?')[0]

const failure = (cause: unknown): Response =>
  cause instanceof BodyTooLarge
    ? json(413, {
        code: 'PT413',
        message: 'too_large',
        details: `A request may have ${maxBodyBytes} bytes at most. Send fewer events at once.`,
        hint: null,
      })
    : json(500, { code: 'XX000', message: 'internal error', details: null, hint: null })
