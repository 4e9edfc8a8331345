import { HocuspocusProvider } from '@hocuspocus/provider'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Room } from './Room.ts'

/** Every provider of y-websocket listens for the end of the process; a thousand are meant here. */
process.setMaxListeners(0)

/** A server of somebody else, and how a document gets connected to it. */
export interface Peer {
  readonly name: 'Hocuspocus' | 'y-websocket'
  /** Connects a document; resolves when it is in step with the server. */
  connect(doc: Y.Doc): Promise<{ close(): void }>
}

export const hocuspocus = (url: string): Peer => ({
  name: 'Hocuspocus',
  connect: (document) =>
    new Promise((resolve) => {
      const provider = new HocuspocusProvider({
        url,
        name: 'script',
        document,
        onSynced: () => resolve({ close: () => provider.destroy() }),
      })
    }),
})

export const yWebsocket = (url: string): Peer => ({
  name: 'y-websocket',
  connect: (doc) =>
    new Promise((resolve) => {
      const provider = new WebsocketProvider(url, 'script', doc, {
        disableBc: true,
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      })
      provider.once('sync', () => resolve({ close: () => provider.destroy() }))
    }),
})

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
    },
  }
}
