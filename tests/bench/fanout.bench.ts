import { Author, createDocument, createProject } from '../support/Author.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { median, quantile, type Bench, type Measure, type Ratio } from './Bench.ts'
import { hocuspocus, peerRoom, yWebsocket, type Peer } from './support/Peers.ts'
import { serveHocuspocus, serveYWebsocket, type PeerServer } from './support/PeerServers.ts'
import { openRelay, serveRelay } from './support/Relay.ts'
import { doorbellSubscribers } from './support/Subscribers.ts'
import { textOf } from './support/Traces.ts'

const sizes = [100, 1_000]
const rounds = 5
const messages = 8
/** A whole provider and document for each subscriber: a thousand of them are another measure. */
const mostProviders = 100

/** Sends one message to everyone; ms from the first who has it to each. */
interface Line {
  send(): Promise<readonly number[]>
  close(): Promise<void> | void
}

const sinceFirst = (times: readonly number[]): readonly number[] => {
  const first = Math.min(...times)
  return times.map((time) => time - first)
}

const bareLine = async (subscribers: number): Promise<Line> => {
  const server = await serveRelay()
  const relay = await openRelay(server.url, subscribers)
  const message = new Uint8Array(700)
  const close = () => {
    relay.close()
    return server.close()
  }
  return { send: async () => sinceFirst(await relay.send(message)), close }
}

/** Ours: an event appended by a function call rings at every subscriber of its document. */
const ourLine = async (backend: TestBackend, subscribers: number): Promise<Line> => {
  const { client, token } = await backend.person('ann')
  const document = await createDocument(client, await createProject(client), 'screenplay')
  const author = await Author.open(client, document)
  const all = await doorbellSubscribers(backend, token, document, subscribers)
  return {
    send: () => all.hear(() => author.edit((doc) => textOf(doc).insert(0, 'k'))),
    close: () => all.close(),
  }
}

const peerLine = async (peer: Peer, server: PeerServer, subscribers: number): Promise<Line> => {
  const room = await peerRoom(peer, subscribers)
  return {
    send: async () => {
      const all = room.readers.map(
        (reader) =>
          new Promise<number>((resolve) => {
            reader.once('update', () => resolve(performance.now()))
          }),
      )
      textOf(room.writer).insert(0, 'k')
      return sinceFirst(await Promise.all(all))
    },
    close: async () => {
      await room.close()
      await server.close()
    },
  }
}

const linesFor = async (backend: TestBackend, size: number): Promise<Map<string, Line>> => {
  const lines = new Map([
    ['bare ws', await bareLine(size)],
    ['ours', await ourLine(backend, size)],
  ])
  if (size > mostProviders) return lines
  for (const [serve, connect] of [
    [serveYWebsocket, yWebsocket],
    [serveHocuspocus, hocuspocus],
  ] as const) {
    const server = await serve()
    const peer = connect(server.url)
    lines.set(peer.name, await peerLine(peer, server, size))
  }
  return lines
}

export const bench: Bench = {
  name: 'fanout',
  about: 'one message to 100 and 1,000 subscribers, from the first who has it to the last (P10)',
  run: async () => {
    const backend = await startBackend({ projector: false })
    const measures: Measure[] = []
    const ratios: Ratio[] = []
    for (const size of sizes) {
      const lines = await linesFor(backend, size)
      const last = new Map([...lines.keys()].map((name) => [name, [] as number[]]))
      const each = new Map([...lines.keys()].map((name) => [name, [] as number[]]))
      for (const line of lines.values()) await line.send()
      for (let round = 0; round < rounds; round += 1)
        for (const [name, line] of lines)
          for (let message = 0; message < messages; message += 1) {
            const times = await line.send()
            if (times.length !== size) throw new Error(`${name} reached ${times.length} of ${size}`)
            last.get(name)?.push(Math.max(...times))
            each.get(name)?.push(...times)
          }
      for (const line of lines.values()) await line.close()
      const p50 = (name: string) => median(last.get(name) ?? [])
      const p99 = (name: string) => quantile(each.get(name) ?? [], 0.99)
      for (const [name, samples] of last)
        measures.push({ name: `${name}, ${size} subscribers`, unit: 'ms', samples })
      const least = size === 100 ? 0.85 : 0.7
      for (const name of [...lines.keys()].slice(1))
        ratios.push({
          goal: 'P10',
          name: `bare ws : ${name}, ${size} subscribers`,
          value: p50('bare ws') / p50(name),
          ...(name === 'ours' && { least }),
        })
      ratios.push({
        goal: 'P10',
        name: `ours : bare ws, p99, ${size} subscribers`,
        value: p99('ours') / p99('bare ws'),
        most: 1.5,
      })
    }
    await backend.close()
    return { measures, ratios }
  },
}
