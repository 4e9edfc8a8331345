import { randomUUID } from 'node:crypto'
import { Author, createDocument, createProject } from '../support/Author.ts'
import { median, quantile, type Bench, type Measure } from './Bench.ts'
import { backendProcess } from './support/BackendProcess.ts'
import { gather } from './support/Crowd.ts'
import { engineRoom } from './support/Engines.ts'
import { addNoOp, callNoOp } from './support/NoOp.ts'
import { hocuspocus, peerRoom, yWebsocket } from './support/Peers.ts'
import { openRelay } from './support/Relay.ts'
import { keysSeen, pause } from './support/Room.ts'
import { textOf } from './support/Traces.ts'

const readers = 5
const rounds = 6
const keys = 25
const people = 50
const hertz = 2

/** An event of one key, as large as the engine's. */
const event = () => ({
  event_id: randomUUID(),
  session_seq: 1,
  base_seq: 1,
  client_id: 1,
  encoding: 'v1',
  body: 'A'.repeat(32),
  authored_at: new Date().toISOString(),
})

export const bench: Bench = {
  name: 'visible',
  about: `a key typed → durable → seen by ${readers} others at a hand’s pace, every server in one process and every client in another (P8); with ${people} carets moving (P9)`,
  run: async () => {
    const backend = await backendProcess('projector')
    await addNoOp(backend)
    const caller = await backend.person()
    const relay = await openRelay(backend.peers.relay, readers)
    const script = await createDocument(
      caller.client,
      await createProject(caller.client),
      'screenplay',
    )
    const author = await Author.open(caller.client, script)
    /** A call, then a relay: what the engine does, with as little around it as can be. */
    const callAndRelay = async (call: () => Promise<unknown>) => {
      const times: number[] = []
      for (let key = 0; key < keys; key += 1) {
        const started = performance.now()
        await call()
        await relay.send(new Uint8Array(400))
        times.push(performance.now() - started)
        await new Promise((done) => setTimeout(done, pause))
      }
      return times
    }
    const engine = await engineRoom(backend, 'engine', readers)
    const peers = [
      await peerRoom(hocuspocus(backend.peers.Hocuspocus), readers),
      await peerRoom(yWebsocket(backend.peers['y-websocket']), readers),
    ]
    const seen = {
      floor: [] as number[],
      append: [] as number[],
      engine: [] as number[],
      Hocuspocus: [] as number[],
      'y-websocket': [] as number[],
      crowded: [] as number[],
      calm: [] as number[],
    }
    for (const room of [engine, ...peers]) await keysSeen(room, 20)
    for (let round = 0; round < rounds; round += 1) {
      seen.floor.push(...(await callAndRelay(() => callNoOp(caller.client, [event()]))))
      const appended = callAndRelay(() => author.edit((doc) => textOf(doc).insert(0, 'k')))
      seen.append.push(...(await appended))
      seen.engine.push(...(await keysSeen(engine, keys)))
      for (const peer of peers)
        seen[peer.name as 'Hocuspocus' | 'y-websocket'].push(...(await keysSeen(peer, keys)))
    }
    for (const { awareness } of engine.sessions) awareness.setLocalState({ user: { name: 'one' } })
    let carets = 0
    for (let round = 0; round < 3; round += 1) {
      seen.calm.push(...(await keysSeen(engine, 2 * keys)))
      const crowd = await gather(backend, engine, people, hertz)
      seen.crowded.push(...(await keysSeen(engine, 2 * keys)))
      const { heard } = await crowd.leave()
      carets += heard
    }
    if (carets === 0) throw new Error('no caret of the crowd was heard')
    for (const room of [engine, ...peers]) await room.close()
    relay.close()
    await backend.close()

    const titles: Record<keyof typeof seen, string> = {
      floor: 'no-op call, then a bare relay (floor)',
      append: 'a bare append call, durable, then a bare relay',
      engine: 'engine',
      Hocuspocus: 'Hocuspocus, not durable',
      'y-websocket': 'y-websocket, not durable',
      crowded: `engine, ${people} carets moving at ${hertz} Hz`,
      calm: 'engine, nobody else there',
    }
    const measures: Measure[] = Object.entries(titles).map(([name, title]) => ({
      name: title,
      unit: 'ms',
      samples: seen[name as keyof typeof seen],
    }))
    const p50 = median(seen.engine)
    return {
      measures,
      ratios: [
        { goal: 'P8', name: 'engine : floor, p50', value: p50 / median(seen.floor), most: 1.5 },
        {
          goal: 'P8',
          name: 'engine : bare append and relay, p50',
          value: p50 / median(seen.append),
        },
        { goal: 'P8', name: 'engine p95 : p50', value: quantile(seen.engine, 0.95) / p50, most: 2 },
        {
          goal: 'P8',
          name: 'engine : Hocuspocus, p50',
          value: p50 / median(seen.Hocuspocus),
          most: 2,
        },
        { goal: 'P8', name: 'engine : y-websocket, p50', value: p50 / median(seen['y-websocket']) },
        {
          goal: 'P9',
          name: `p95 with ${people} carets : without`,
          value: quantile(seen.crowded, 0.95) / quantile(seen.calm, 0.95),
          most: 1.1,
        },
      ],
    }
  },
}
