import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { HocuspocusProvider } from '@hocuspocus/provider'
import { Server } from '@hocuspocus/server'
import { docs, setupWSConnection } from '@y/websocket-server/utils'
import { WebSocket, WebSocketServer } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Room } from './Room.ts'

const host = '127.0.0.1'

/** Every provider of y-websocket listens for the end of the process; a thousand are meant here. */
process.setMaxListeners(0)

/** A server of somebody else, and how a document gets connected to it. */
export interface Peer {
  readonly name: string
  /** Connects a document; resolves when it is in step with the server. */
  connect(doc: Y.Doc): Promise<{ close(): void }>
  close(): Promise<void>
}

/** Hocuspocus with nothing behind it: what it acknowledges is in memory only. */
export const hocuspocus = async (): Promise<Peer> => {
  const server = new Server({ address: host, port: 0, quiet: true, stopOnSignals: false })
  await server.listen()
  const { port } = server.httpServer.address() as AddressInfo
  return {
    name: 'Hocuspocus',
    connect: (document) =>
      new Promise((resolve) => {
        const provider = new HocuspocusProvider({
          url: `ws://${host}:${port}`,
          name: 'script',
          document,
          onSynced: () => resolve({ close: () => provider.destroy() }),
        })
      }),
    close: async () => {
      await server.destroy()
    },
  }
}

/** y-websocket with nothing behind it. */
export const yWebsocket = async (): Promise<Peer> => {
  const server = new WebSocketServer({ host, port: 0 })
  server.on('connection', (socket, request) => setupWSConnection(socket, request))
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    name: 'y-websocket',
    connect: (doc) =>
      new Promise((resolve) => {
        const provider = new WebsocketProvider(`ws://${host}:${port}`, 'script', doc, {
          disableBc: true,
          WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
        })
        provider.once('sync', () => resolve({ close: () => provider.destroy() }))
      }),
    close: async () => {
      for (const socket of server.clients) socket.terminate()
      docs.clear()
      await new Promise((done) => server.close(done))
    },
  }
}

/** A room of a peer with so many readers. */
export const peerRoom = async (peer: Peer, readers: number): Promise<Room> => {
  const all = Array.from({ length: readers + 1 }, () => new Y.Doc())
  const links = await Promise.all(all.map((doc) => peer.connect(doc)))
  const [writer, ...others] = all
  if (writer === undefined) throw new Error('a room has a writer')
  return {
    name: peer.name,
    writer,
    readers: others,
    close: async () => {
      for (const link of links) link.close()
      await peer.close()
    },
  }
}
