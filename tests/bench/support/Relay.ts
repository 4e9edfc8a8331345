import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import type { PeerServer } from './PeerServers.ts'

/** The floor of every fan-out: a socket server that hands each message to all others, and does nothing else. */
export interface Relay {
  /** Sends to everyone; ms until the last has it, and until each has it. */
  send(message: Uint8Array): Promise<readonly number[]>
  close(): void
}

/** The relay's server. */
export const serveRelay = async (): Promise<PeerServer> => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  server.on('connection', (socket) =>
    socket.on('message', (message: Buffer) => {
      for (const other of server.clients) if (other !== socket) other.send(message)
    }),
  )
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of server.clients) socket.terminate()
      await new Promise((done) => server.close(done))
    },
  }
}

/** A writer and so many readers at a relay. */
export const openRelay = async (url: string, readers: number): Promise<Relay> => {
  const connect = async () => {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    await once(socket, 'open')
    return socket
  }
  const writer = await connect()
  const sockets: WebSocket[] = []
  for (let reader = 0; reader < readers; reader += 1) sockets.push(await connect())
  return {
    send: async (message) => {
      const started = performance.now()
      const all = sockets.map(async (socket) => {
        const [heard] = (await once(socket, 'message')) as [Buffer]
        const time = performance.now() - started
        if (heard.byteLength !== message.byteLength) throw new Error('the relay lost bytes')
        return time
      })
      writer.send(message)
      return Promise.all(all)
    },
    close: () => {
      for (const socket of [writer, ...sockets]) socket.terminate()
    },
  }
}
