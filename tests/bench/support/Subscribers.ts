import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { TestBackend } from '../../support/backend.ts'

/** Bare sockets that wait for a message: what a server's fan-out costs without the client's library. */
export class Subscribers {
  readonly #sockets: WebSocket[] = []
  readonly #counts: (frame: Buffer) => boolean
  readonly #heard: () => void

  /** `counts` tells the frames of a broadcast from all others; `heard` is called for each of them. */
  constructor(counts: (frame: Buffer) => boolean, heard: () => void = () => undefined) {
    this.#counts = counts
    this.#heard = heard
  }

  /** Connects one more; `greet` is sent first, and its answer waited for. */
  async add(url: string, greet: string | null): Promise<void> {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    this.#sockets.push(socket)
    const greeted = greet === null ? null : once(socket, 'message')
    await once(socket, 'open')
    socket.on('message', (frame: Buffer) => this.#counts(frame) && this.#heard())
    if (greet === null) return
    socket.send(greet)
    const [answer] = (await greeted) as [Buffer]
    if (!answer.includes('"ok"')) throw new Error(`the server refused: ${answer.toString()}`)
  }

  /** ms from the first who hears what `send` causes to each of them. */
  async hear(send: () => unknown): Promise<readonly number[]> {
    const all = this.#sockets.map(
      (socket) =>
        new Promise<number>((resolve) => {
          const listen = (frame: Buffer) => {
            if (!this.#counts(frame)) return
            socket.off('message', listen)
            resolve(performance.now())
          }
          socket.on('message', listen)
        }),
    )
    await send()
    const times = await Promise.all(all)
    const first = Math.min(...times)
    return times.map((time) => time - first)
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate()
  }
}

/** Subscribers of a document's doorbell, each joined as supabase-js joins a private channel. */
export const doorbellSubscribers = async (
  backend: Pick<TestBackend, 'url' | 'publishableKey'>,
  token: string,
  document: string,
  size: number,
  heard: () => void = () => undefined,
): Promise<Subscribers> => {
  const all = new Subscribers((frame) => frame.includes('"append"'), heard)
  const url = `${backend.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${backend.publishableKey}&vsn=1.0.0`
  const join = JSON.stringify({
    topic: `realtime:doc:${document}`,
    event: 'phx_join',
    ref: '1',
    join_ref: '1',
    payload: {
      access_token: token,
      config: {
        private: true,
        broadcast: { ack: false, self: false },
        presence: { key: '', enabled: false },
        postgres_changes: [],
      },
    },
  })
  for (let one = 0; one < size; one += 25)
    await Promise.all(Array.from({ length: Math.min(25, size - one) }, () => all.add(url, join)))
  return all
}
