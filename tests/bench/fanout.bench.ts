import { Author, createDocument, createProject } from '../support/Author.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { listen } from '../realtime/Ear.ts'
import { createClient } from '@supabase/supabase-js'
import { median, quantile, type Bench, type Measure, type Ratio } from './Bench.ts'
import { hocuspocus, peerRoom, yWebsocket, type Peer } from './support/Peers.ts'
import { openRelay } from './support/Relay.ts'
import { textOf } from './support/Traces.ts'

const sizes = [100]
const rounds = 4
const messages = 10

/** Sends one message to everyone; ms until each has it. */
interface Line {
  send(): Promise<readonly number[]>
  close(): Promise<void>
}

/** Ours: an event appended by a function call rings at every subscriber of its document. Timed from the ring at the first. */
const ourLine = async (backend: TestBackend, subscribers: number): Promise<Line> => {
  const person = await backend.person('ann')
  const document = await createDocument(
    person.client,
    await createProject(person.client),
    'screenplay',
  )
  const author = await Author.open(person.client, document)
  let waiting: (() => void)[] = []
  const clients = Array.from({ length: subscribers }, () =>
    createClient(backend.url, backend.publishableKey, {
      accessToken: () => Promise.resolve(person.token),
    }),
  )
  const joins: Promise<void>[] = []
  for (const [index, client] of clients.entries()) {
    joins.push(
      listen(client, `doc:${document}`).then(({ channel, outcome }) => {
        if (outcome !== 'SUBSCRIBED') throw new Error(outcome)
        channel.on('broadcast', { event: 'append' }, () => waiting[index]?.())
      }),
    )
    if (joins.length % 50 === 0) await Promise.all(joins)
  }
  await Promise.all(joins)
  return {
    send: async () => {
      const times: number[] = []
      const all = clients.map(
        (_, index) =>
          new Promise<void>((resolve) => {
            waiting[index] = () => {
              times.push(performance.now())
              resolve()
            }
          }),
      )
      await author.edit((doc) => textOf(doc).insert(0, 'k'))
      await Promise.all(all)
      waiting = []
      const first = Math.min(...times)
      return times.map((time) => time - first)
    },
    close: async () => {
      for (const client of clients) await client.realtime.disconnect()
    },
  }
}

const bareLine = async (subscribers: number): Promise<Line> => {
  const relay = await openRelay(subscribers)
  return {
    send: async () => {
      const times = await relay.send(new Uint8Array(600))
      const first = Math.min(...times)
      return times.map((time) => time - first)
    },
    close: () => relay.close(),
  }
}

const peerLine = async (peer: Peer, subscribers: number): Promise<Line> => {
  const room = await peerRoom(peer, subscribers)
  return {
    send: async () => {
      const times: number[] = []
      const all = room.readers.map(
        (reader) =>
          new Promise<void>((resolve) => {
            reader.once('update', () => {
              times.push(performance.now())
              resolve()
            })
          }),
      )
      textOf(room.writer).insert(0, 'k')
      await Promise.all(all)
      const first = Math.min(...times)
      return times.map((time) => time - first)
    },
    close: () => room.close(),
  }
}
export const bench: Bench = {
  name: 'fanout',
  about: 'one message to 100 and 1,000 subscribers, first to last (P10)',
  run: async () => {
    const backend = await startBackend({ projector: false })
    const measures: Measure[] = []
    const ratios: Ratio[] = []
    for (const size of sizes) {
      const lines = {
        'bare ws': await bareLine(size),
        ours: await ourLine(backend, size),
        'y-websocket': await peerLine(await yWebsocket(), size),
        Hocuspocus: await peerLine(await hocuspocus(), size),
      }
      const last: Record<string, number[]> = {}
      const each: Record<string, number[]> = {}
      for (let round = 0; round < rounds; round += 1)
        for (const [name, line] of Object.entries(lines))
          for (let message = 0; message < messages; message += 1) {
            const times = await line.send()
            ;(last[name] ??= []).push(Math.max(...times))
            ;(each[name] ??= []).push(...times)
          }
      for (const line of Object.values(lines)) await line.close()
      for (const [name, samples] of Object.entries(last))
        measures.push({ name: `${name}, ${size} subscribers, first to last`, unit: 'ms', samples })
      const floor = median(last['bare ws'] ?? [])
      const least = size === 100 ? 0.85 : 0.7
      ratios.push({
        goal: 'P10',
        name: `bare ws : ours, ${size} subscribers`,
        value: floor / median(last['ours'] ?? []),
        least,
      })
      for (const peer of ['y-websocket', 'Hocuspocus'])
        ratios.push({
          goal: 'P10',
          name: `bare ws : ${peer}, ${size} subscribers`,
          value: floor / median(last[peer] ?? []),
        })
      ratios.push({
        goal: 'P10',
        name: `ours : bare ws, p99, ${size} subscribers`,
        value: quantile(each['ours'] ?? [], 0.99) / quantile(each['bare ws'] ?? [], 0.99),
        most: 1.5,
      })
    }
    await backend.close()
    return { measures, ratios }
  },
}
