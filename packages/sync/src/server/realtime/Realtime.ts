import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Database } from '../database/Database.ts'
import { listenForMessages } from './stored/DatabaseBroadcast.ts'
import type { Log } from '../main/Log.ts'
import type { Hub } from './Hub.ts'
import { Policies } from './rights/Policies.ts'
import { defaultLimits } from './RealtimeLimits.ts'
import type { RealtimeLimits } from './RealtimeLimits.ts'
import { Rechecks } from './rights/Rechecks.ts'
import { restBroadcast } from './rest/RestBroadcast.ts'
import { Socket } from './connection/Socket.ts'
import { Tokens } from './rights/Tokens.ts'
import type { ApiKeys, VerifyToken } from './rights/Tokens.ts'
import { Topics, topicKey } from './channel/Topics.ts'
import { noSuchSocket, openingOf, refuseUpgrade } from './connection/Upgrade.ts'

/** A doorbell message of the seams: collected in a transaction, delivered here after its commit. */
interface RealtimeRing {
  readonly topic: string
  readonly event: string
  readonly payload: unknown
}

export interface RealtimeOptions {
  readonly database: Database
  readonly verifyToken: VerifyToken
  readonly keys: ApiKeys
  readonly log: Log
  readonly limits?: Partial<RealtimeLimits>
}

export interface RealtimeStats {
  readonly connections: number
  readonly channels: number
  readonly topics: number
  /** Since the start: broadcasts given to subscribers, each counted, and connections closed because they read too slowly. */
  readonly delivered: number
  readonly slowCloses: number
}

/** Supabase Realtime's protocol for the one project of this process: broadcast, presence, private channels. */
export interface Realtime {
  /** Takes over `GET /realtime/v1/websocket`; any other path is answered 404. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Answers `/realtime/v1/api/broadcast…`. */
  http(request: Request, url: URL): Promise<Response>
  /** Rings private topics from inside this process, after commit; a ring on `user:<id>` also re-checks that user. */
  deliver(rings: readonly RealtimeRing[]): void
  /** Checks tokens and policies of a user's private channels, or of all, and ends those that lost their right. */
  recheck(user?: string): void
  stats(): RealtimeStats
  /** Closes every connection (code 1001) and stops listening to the database. May be called twice. */
  close(): Promise<void>
}

/** Close code 1001 (RFC 6455 §7.4.1): the server is going away. */
const goingAway = 1001

/** How long a client may take to answer the close frame of a stopping server. */
const farewellMs = 500

/** Starts the socket's service; it answers broadcasts of the database from the moment this resolves. */
export async function createRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { database, log } = options
  const limits = { ...defaultLimits, ...options.limits }
  const topics = new Topics()
  const tokens = new Tokens(options.verifyToken, options.keys)
  const hub: Hub = { database, tokens, policies: new Policies(database), topics, limits, log }
  const sockets = new Set<Socket>()
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    clientTracking: false,
  })
  const recheck = (user: string | null) => {
    for (const socket of sockets) socket.recheck(user)
  }
  const rechecks = new Rechecks(recheck)
  const noticed = (topic: string) => {
    if (topic.startsWith(userTopic)) rechecks.wish(topic.slice(userTopic.length))
  }
  const unlisten = await listenForMessages(
    database,
    (message) => {
      const meta = { id: message.id }
      topics.broadcast(topicKey(message.topic, message.private), message.broadcast, { meta })
      if (message.private) noticed(message.topic)
    },
    log,
  )
  let closing: Promise<void> | null = null
  let slowCloses = 0
  const ended = (socket: Socket) => {
    sockets.delete(socket)
    if (socket.wasTooSlow) slowCloses += 1
  }
  const stop = async () => {
    clearInterval(sweep)
    rechecks.close()
    await unlisten()
    await Promise.all([...sockets].map((socket) => socket.end(goingAway, farewellMs)))
    server.close()
  }
  const sweep = setInterval(() => {
    const deadline = Date.now() - limits.silenceMs
    for (const socket of sockets) if (socket.heardAt < deadline) socket.terminate()
  }, limits.silenceMs / 5).unref()

  return {
    upgrade(request, duplex, head) {
      const onError = (cause: Error) => log.debug('A realtime upgrade broke off.', { cause })
      duplex.on('error', onError)
      openingOf(tokens, request)
        .then((opening) => {
          if (opening === null) return noSuchSocket(duplex)
          if (closing !== null) return duplex.destroy()
          duplex.off('error', onError)
          server.handleUpgrade(request, duplex, head, (ws) => {
            sockets.add(new Socket(hub, ws, duplex, opening, ended))
          })
        })
        .catch((cause: unknown) => refuseUpgrade(duplex, cause))
    },
    http: (request, url) => restBroadcast(hub, request, url),
    deliver(rings) {
      for (const { topic, event, payload } of rings) {
        const key = topicKey(topic, true)
        if (topics.has(key)) {
          const data = Buffer.from(JSON.stringify(payload))
          topics.broadcast(key, { event, encoding: 'json', data })
        }
        noticed(topic)
      }
    },
    recheck: (user) => recheck(user ?? null),
    stats: () => ({
      connections: sockets.size,
      channels: [...sockets].reduce((sum, socket) => sum + socket.channels.size, 0),
      topics: topics.size,
      delivered: topics.delivered,
      slowCloses,
    }),
    close() {
      closing ??= stop()
      return closing
    },
  }
}

const userTopic = 'user:'
