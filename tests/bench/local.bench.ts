import { Device, deviceIds, during, MemoryServer, pass } from '@coldopen/sync/testing'
import { Effect } from 'effect'
import { TestClock } from 'effect/testing'
import type { Bench } from './Bench.ts'
import { paperTrace, plain, same, textOf, type, type Patch } from './support/Traces.ts'

type Edits = readonly (readonly Patch[])[]

const sizes = [0, 100_000, 1_000_000]
const keys = 12_000
const openings = 6

/** What a device wrote since it was asked to count, in bytes: Yjs updates as they are, everything else as JSON. */
interface Written {
  readonly state: number
  readonly all: number
}

const counting = (disk: Device['disk']): (() => Written) => {
  let [state, all] = [0, 0]
  const apply = disk.tables.apply.bind(disk.tables)
  disk.tables.apply = (writes) => {
    for (const write of writes) {
      const { table, key, value } = write
      if (table === 'updates' && value !== null) {
        state += value.body.byteLength
        all += value.body.byteLength
      } else all += JSON.stringify([key, value]).length
    }
    apply(writes)
  }
  return () => ({ state, all })
}

/** Types on a device that holds a document of `size` characters, opening it anew now and then. */
const write = (edits: Edits, size: number) =>
  Effect.gen(function* () {
    const server = new MemoryServer(deviceIds(size))
    const device = new Device(server, size + 1)
    const client = yield* device.start
    yield* during(() => client.identity.signUp('ann@example.com', 'a long secret'))
    const project = yield* during(() => client.library.create({ title: 'Paper' }))
    const document = project.screenplay ?? ''
    const first = yield* during(() => client.documents.open(document))
    for (let made = 0; made < size; made += 1_000)
      first.doc.transact(() => textOf(first.doc).insert(made, 'x'.repeat(1_000)))
    yield* during(() => first.persisted())
    yield* device.crash
    const written = counting(device.disk)
    let typed = 0
    for (let opening = 0; opening < openings; opening += 1) {
      const again = yield* device.start
      yield* pass(1_000)
      const session = yield* during(() => again.documents.open(document))
      session.doc.on('update', (update: Uint8Array, _origin, _doc, { local }) => {
        if (local) typed += update.byteLength
      })
      const each = keys / openings
      for (const patches of edits.slice(opening * each, (opening + 1) * each)) {
        type(session.doc, patches)
        yield* pass(120)
      }
      yield* during(() => session.persisted())
      const expected = plain(edits.slice(0, (opening + 1) * each)) + 'x'.repeat(size)
      same(`typed at ${size}`, textOf(session.doc).toString(), expected)
      yield* device.crash
    }
    return { typed, ...written() }
  }).pipe(Effect.provide(TestClock.layer()), Effect.scoped, Effect.runPromise)

export const bench: Bench = {
  name: 'local',
  about: `bytes written on the device for each byte typed, a key every 120 ms, ${openings} openings (P16); automerge-paper`,
  run: async () => {
    const edits = paperTrace().edits.slice(0, keys)
    const found: {
      readonly size: number
      readonly typed: number
      readonly state: number
      readonly all: number
    }[] = []
    for (const size of sizes) found.push({ size, ...(await write(edits, size)) })
    const state = found.map((one) => one.state / one.typed)
    return {
      measures: found.flatMap(({ size, typed, ...one }) => [
        { name: `typed, ${size} characters before`, unit: 'B' as const, samples: [typed] },
        { name: `… state written`, unit: 'B' as const, samples: [one.state] },
        {
          name: `… all written, the line and its marks too`,
          unit: 'B' as const,
          samples: [one.all],
        },
      ]),
      ratios: [
        { goal: 'P16', name: 'state written : typed, at most', value: Math.max(...state), most: 3 },
        {
          goal: 'P16',
          name: 'the same, 1,000,000 characters before : none',
          value: (state.at(-1) ?? Number.NaN) / (state[0] ?? Number.NaN),
          most: 1.2,
        },
        {
          goal: 'P16',
          name: 'all written : typed, at most',
          value: Math.max(...found.map(({ all, typed }) => all / typed)),
        },
      ],
    }
  },
}
