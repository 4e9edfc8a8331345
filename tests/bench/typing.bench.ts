import { memoryStore, openClient } from '@coldopen/sync/client'
import { Device, deviceIds, during, MemoryServer, pass } from '@coldopen/sync/testing'
import { Effect } from 'effect'
import { TestClock } from 'effect/testing'
import * as Y from 'yjs'
import { median, type Bench, type Measure, type Ratio } from './Bench.ts'
import { paperTrace, plain, same, textOf, type, type Patch } from './support/Traces.ts'

type Edits = readonly (readonly Patch[])[]

const blockSize = 1_000
const warmUp = 4
const blocks = 24
const flushes = [1, 2, 10, 100]
const keys = 6_000

/** Types a block, letting the page breathe as between real keys; µs of the median call, and of everything, per key. */
const typeBlock = async (doc: Y.Doc, edits: Edits) => {
  const calls: number[] = []
  const started = performance.now()
  for (const [index, patches] of edits.entries()) {
    const before = performance.now()
    type(doc, patches)
    calls.push(performance.now() - before)
    if (index % 20 === 0) await new Promise((done) => setImmediate(done))
    else await Promise.resolve()
  }
  const all = performance.now() - started
  return { call: median(calls) * 1_000, all: (all * 1_000) / edits.length }
}

/** The same keys into an engine's document and into a bare one that somebody listens to, block by block. */
const keystrokes = async (edits: Edits) => {
  const client = await openClient({ server: null, store: memoryStore() })
  const project = await client.library.create({ title: 'Paper' })
  const session = await client.documents.open(project.screenplay ?? '')
  const bare = new Y.Doc()
  const heard: Uint8Array[] = []
  bare.on('update', (update: Uint8Array) => heard.push(update))
  const ours: { call: number; all: number }[] = []
  const floor: { call: number; all: number }[] = []
  for (let block = 0; block < warmUp + blocks; block += 1) {
    const some = edits.slice(block * blockSize, (block + 1) * blockSize)
    const one = block % 2 === 0 ? await typeBlock(session.doc, some) : null
    floor.push(await typeBlock(bare, some))
    ours.push(one ?? (await typeBlock(session.doc, some)))
  }
  await session.saved()
  const expected = plain(edits.slice(0, (warmUp + blocks) * blockSize))
  same('typed through the engine', textOf(session.doc).toString(), expected)
  same('typed into a bare document', textOf(bare).toString(), expected)
  await session.close()
  await client.close()
  return { ours: ours.slice(warmUp), floor: floor.slice(warmUp) }
}

/** Body bytes in the log after the engine flushed every `every` keys, against what Yjs emits per transaction. */
const bytes = (edits: Edits, every: number) =>
  Effect.gen(function* () {
    const server = new MemoryServer(deviceIds(every))
    const device = new Device(server, every + 1_000)
    const client = yield* device.start
    yield* during(() => client.identity.signUp('ann@example.com', 'a long secret'))
    const project = yield* during(() => client.library.create({ title: 'Paper' }))
    const session = yield* during(() => client.documents.open(project.screenplay ?? ''))
    yield* pass(500)
    const log = () => server.log.documents.get(session.id)?.events ?? []
    const before = log().length
    let raw = 0
    session.doc.on('update', (update: Uint8Array) => (raw += update.byteLength))
    for (let at = 0; at < edits.length; at += every) {
      for (const patches of edits.slice(at, at + every)) type(session.doc, patches)
      while (session.state.get().pending > 0) yield* pass(50)
    }
    yield* during(() => session.persisted())
    const bodies = log().map(({ body }) => Buffer.from(body, 'base64'))
    const replay = new Y.Doc()
    for (const body of bodies) Y.applyUpdate(replay, body)
    same(`the log at ${every} keys a flush`, textOf(replay).toString(), plain(edits))
    const logged = bodies.slice(before)
    yield* device.crash
    return {
      raw,
      logged: logged.reduce((sum, body) => sum + body.byteLength, 0),
      events: logged.length,
    }
  }).pipe(Effect.provide(TestClock.layer()), Effect.scoped, Effect.runPromise)

export const bench: Bench = {
  name: 'typing',
  about:
    'a keystroke through the engine against bare Yjs (P1); bytes it appends (P2); automerge-paper',
  run: async () => {
    const { edits } = paperTrace()
    const { ours, floor } = await keystrokes(edits)
    const measures: Measure[] = [
      { name: 'one edit, the call: engine', unit: 'µs', samples: ours.map(({ call }) => call) },
      { name: 'one edit, the call: bare Yjs', unit: 'µs', samples: floor.map(({ call }) => call) },
      {
        name: 'one edit, until it is stored: engine',
        unit: 'µs',
        samples: ours.map(({ all }) => all),
      },
      {
        name: 'one edit, with the same pauses: bare Yjs',
        unit: 'µs',
        samples: floor.map(({ all }) => all),
      },
    ]
    const calls = ours.map(({ call }, block) => call / (floor[block]?.call ?? Number.NaN))
    const ratios: Ratio[] = [
      { goal: 'P1', name: 'a local edit : bare Yjs', value: median(calls), most: 1.15 },
    ]
    for (const every of flushes) {
      const { raw, logged, events } = await bytes(edits.slice(0, keys), every)
      const name = `bytes a key, ${every} keys a flush`
      measures.push(
        { name, unit: 'B', samples: [logged / keys] },
        { name: `${name}, raw`, unit: 'B', samples: [raw / keys] },
        { name: `keys an event, ${every} keys a flush`, unit: '1', samples: [keys / events] },
      )
      const most = every === 1 ? 1.5 : every === 10 ? 0.3 : undefined
      ratios.push({
        goal: 'P2',
        name: `${name} : raw V1`,
        value: logged / raw,
        ...(most && { most }),
      })
    }
    return { measures, ratios }
  },
}
