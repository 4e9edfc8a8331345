import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Server } from '@hocuspocus/server'
import { docs, setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'

const host = '127.0.0.1'

/** A server of sockets, and where it answers. */
export interface PeerServer {
  readonly url: string
  close(): Promise<void>
}

/** Hocuspocus with nothing behind it: what it acknowledges is in memory only. */
export const serveHocuspocus = async (): Promise<PeerServer> => {
  const server = new Server({ address: host, port: 0, quiet: true, stopOnSignals: false })
  await server.listen()
  const { port } = server.httpServer.address() as AddressInfo
  return { url: `ws://${host}:${port}`, close: async () => void (await server.destroy()) }
}

/** y-websocket with nothing behind it. */
export const serveYWebsocket = async (): Promise<PeerServer> => {
  const server = new WebSocketServer({ host, port: 0 })
  server.on('connection', (socket, request) => setupWSConnection(socket, request))
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `ws://${host}:${port}`,
    close: async () => {
      for (const socket of server.clients) socket.terminate()
      docs.clear()
      await new Promise((done) => server.close(done))
    },
  }
}
