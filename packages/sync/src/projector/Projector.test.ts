import type { ProjectionContext, Rows } from '@coldopen/core/projection'
import { it } from '@effect/vitest'
import { Effect, Layer, Logger } from 'effect'
import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { MemoryProjections } from './ProjectionStore.memory.ts'
import type { MakeProjection } from './Projection.ts'
import { Projector } from './Projector.ts'
import { defaultConfig } from './ProjectorConfig.ts'
import type { ProjectorConfig } from './ProjectorConfig.ts'
import { projectorName } from './ProjectorName.ts'
import { unwatched } from './Watch.ts'

/** A projection in miniature: every entry of a map is a row, and every row knows the position it was written at. */
const miniature: MakeProjection = (_kind, doc) => {
  const cards = doc.getMap<number>('cards')
  const rows = ({ project }: ProjectionContext): Rows => {
    if (cards.has('fails')) throw new Error('the projection fails')
    const scene_cards = [...cards].map(([scene_id, order_index]) => ({
      project_id: project,
      scene_id,
      order_index,
      archived: false,
      deleted_at: null,
    }))
    return { scene_cards }
  }
  return { rows, close: () => {} }
}

/** A writer of one document who sends every change as one event. */
class Writer {
  readonly doc = new Y.Doc()
  readonly sent: Uint8Array[] = []

  constructor() {
    this.doc.on('update', (update: Uint8Array) => this.sent.push(update))
  }

  set(card: string, value: number): { client: number; body: Uint8Array } {
    this.doc.getMap('cards').set(card, value)
    return { client: this.doc.clientID, body: this.sent.at(-1) ?? new Uint8Array() }
  }

  remove(card: string): { client: number; body: Uint8Array } {
    this.doc.getMap('cards').delete(card)
    return { client: this.doc.clientID, body: this.sent.at(-1) ?? new Uint8Array() }
  }
}

const config: ProjectorConfig = { ...defaultConfig, pollMs: 20, gatherMs: 0 }
const run = (store: MemoryProjections, given: ProjectorConfig = config) =>
  Projector.layer(given, miniature).pipe(Layer.provide([store.layer, Logger.layer([])]))

/** Runs a projector until nothing is left. */
const settle = (store: MemoryProjections, given?: ProjectorConfig) =>
  Effect.gen(function* () {
    const projector = yield* Projector
    yield* projector.idle
    return projector.stats()
  }).pipe(Effect.provide(run(store, given)), Effect.scoped)

const values = (store: MemoryProjections, doc = 'd') =>
  Object.fromEntries(
    Object.entries(store.rows(doc)['scene_cards'] ?? {}).map(([id, row]) => [
      id,
      (row as { order_index: number }).order_index,
    ]),
  )

/** Waits for something that must come; the test's own time limit is the end of it. */
const until = (holds: () => boolean) =>
  Effect.whileLoop({ while: () => !holds(), body: () => Effect.sleep(2), step: () => {} })

function opened(): MemoryProjections {
  const store = new MemoryProjections()
  store.open('d', 'project')
  return store
}

describe('the projector', () => {
  it.live('PJR-1 projects what is in the log and moves the cursor with it', () =>
    Effect.gen(function* () {
      const store = opened()
      const writer = new Writer()
      store.append('d', writer.set('a', 1), writer.set('b', 2), writer.remove('a'))
      const stats = yield* settle(store)
      expect(values(store)).toEqual({ b: 2 })
      expect(store.cursor('d')).toBe(3)
      expect(stats).toMatchObject({ steps: 1, events: 3, conflicts: 0, parked: [] })
    }),
  )

  it.live('PJR-4 writes everything when it starts, then only what changed', () =>
    Effect.gen(function* () {
      const store = opened()
      const writer = new Writer()
      store.append('d', writer.set('a', 1), writer.set('b', 2))
      yield* Effect.gen(function* () {
        const projector = yield* Projector
        yield* projector.idle
        store.append('d', writer.set('b', 3), writer.remove('a'))
        yield* projector.idle
      }).pipe(Effect.provide(run(store)), Effect.scoped)
      const [first, second] = store.applied.map(({ writes }) => writes['scene_cards'])
      expect(first?.replace).toBe(true)
      expect(second).toEqual({
        upsert: [expect.objectContaining({ order_index: 3 })],
        remove: ['a'],
      })
      expect(values(store)).toEqual({ b: 3 })
    }),
  )

  it.live(
    'PJR-3 rows of any history, however it is cut up and interrupted, are those of a replay',
    () =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(histories, async (acts) => {
            const store = opened()
            store.pageSize = 3
            await Effect.runPromise(live(store, acts))
            const steps = [...store.applied]
            expect(values(store)).toEqual(merged(store.bodies('d')))
            expect(values(store)).toEqual(await replayed(store))
            expect(
              steps.every(({ from, to }, i) => from === (steps[i - 1]?.to ?? 0) && to > from),
            ).toBe(true)
          }),
          { numRuns: 40 },
        ),
      ),
  )

  it.live(
    'PJR-5 a page with a gap is not applied; the document waits for the log to be whole',
    () =>
      Effect.gen(function* () {
        const store = opened()
        const writer = new Writer()
        store.append('d', writer.set('a', 1), writer.set('a', 2), writer.set('a', 3))
        store.lose('d', 2)
        yield* Effect.gen(function* () {
          const projector = yield* Projector
          yield* projector.idle
          expect([store.cursor('d'), values(store)]).toEqual([0, {}])
          expect(projector.stats().parked).toEqual([
            { doc: 'd', reason: 'LogGap: The log goes on at 3 where 2 was due.' },
          ])
          store.found()
          store.append('d', writer.set('b', 1))
          yield* projector.idle
          expect(values(store)).toEqual({ a: 3, b: 1 })
        }).pipe(Effect.provide(run(store)), Effect.scoped)
      }),
  )

  it.live('PJR-12 tells what is behind, what was done, and why the store does not answer', () =>
    Effect.gen(function* () {
      const store = opened()
      const writer = new Writer()
      store.append('d', writer.set('a', 1), writer.set('b', 2))
      yield* Effect.gen(function* () {
        const projector = yield* Projector
        yield* projector.idle
        const done = { steps: 1, events: 2, quarantined: 0, conflicts: 0, parked: [] }
        const none = { documents: 0, events: 0 }
        expect(projector.stats()).toEqual({ ...done, behind: none, unreachable: null })
        for (let call = 0; call < 50; call += 1) store.failNext('claim')
        projector.wake()
        yield* until(() => projector.stats().unreachable !== null)
        expect(projector.stats().unreachable).toMatch(/^Offline: /)
      }).pipe(Effect.provide(run(store, { ...config, pollMs: 3_600_000 })), Effect.scoped)
    }),
  )

  it.live('PJR-6 what does not decode or speaks for another is quarantined, the rest goes on', () =>
    Effect.gen(function* () {
      const store = opened()
      const [ada, bob] = [new Writer(), new Writer()]
      const forged = { ...ada.set('forged', 1), client: bob.doc.clientID }
      const corrupt = { client: 7, body: Uint8Array.of(1, 9, 9, 9) }
      store.append('d', bob.set('a', 1), forged, corrupt, bob.set('b', 2))
      const stats = yield* settle(store)
      expect(values(store)).toEqual({ a: 1, b: 2 })
      expect([...store.quarantined('d').keys()]).toEqual([2, 3])
      expect(store.quarantined('d').get(2)).toMatch(/speaks for client/)
      expect(store.quarantined('d').get(3)).toMatch(/does not decode/)
      expect(stats.quarantined).toBe(2)
      store.reset('d')
      expect((yield* settle(store)).quarantined).toBe(0)
      expect(values(store)).toEqual({ a: 1, b: 2 })
    }),
  )

  it.live(
    'PJR-7 a document that waits for a part of an update is not projected until it comes',
    () =>
      Effect.gen(function* () {
        const store = opened()
        store.open('other', 'project')
        const [writer, other] = [new Writer(), new Writer()]
        const [first, second] = [writer.set('a', 1), writer.set('a', 2)]
        store.append('d', second)
        store.append('other', other.set('x', 1))
        yield* Effect.gen(function* () {
          const projector = yield* Projector
          yield* projector.idle
          expect(store.cursor('d')).toBe(0)
          expect(values(store, 'other')).toEqual({ x: 1 })
          expect(projector.stats().parked).toEqual([
            { doc: 'd', reason: expect.stringMatching(/^MissingDependency: .*0/) },
          ])
          store.append('d', first)
          yield* projector.idle
          expect(projector.stats().parked).toEqual([])
        }).pipe(Effect.provide(run(store)), Effect.scoped)
        expect(values(store)).toEqual({ a: 2 })
        expect(store.quarantined('d').size).toBe(0)
      }),
  )

  it.live('PJR-8 a failing projection sets its document aside and nothing else', () =>
    Effect.gen(function* () {
      const store = opened()
      const names = Array.from({ length: 8 }, (_, n) => `doc${n}`)
      for (const name of names) store.open(name, 'project')
      store.append('d', new Writer().set('fails', 1))
      for (const name of names) store.append(name, new Writer().set('a', 1))
      const stats = yield* settle(store, { ...config, listed: 1, concurrency: 1 })
      expect(names.map((name) => values(store, name))).toEqual(names.map(() => ({ a: 1 })))
      expect(stats.parked).toEqual([
        { doc: 'd', reason: expect.stringMatching(/ProjectionFailed/) },
      ])
    }),
  )

  it.live('PJR-9 is woken, and looks by itself when nobody wakes it', () =>
    Effect.gen(function* () {
      const store = opened()
      const writer = new Writer()
      yield* Effect.gen(function* () {
        const projector = yield* Projector
        yield* projector.idle
        store.append('d', writer.set('a', 1))
        yield* until(() => values(store)['a'] === 1)
      }).pipe(Effect.provide(run(store)), Effect.scoped)
      yield* Effect.gen(function* () {
        const projector = yield* Projector
        yield* projector.idle
        store.append('d', writer.set('a', 2))
        projector.wake()
        yield* until(() => values(store)['a'] === 2)
      }).pipe(Effect.provide(run(store, { ...config, pollMs: 3_600_000 })), Effect.scoped)
    }),
  )

  it.live('PJR-10 goes on when the store answers again, and writes nothing twice', () =>
    Effect.gen(function* () {
      for (const call of ['claim', 'read', 'apply']) {
        for (const after of [false, true]) {
          const store = opened()
          const writer = new Writer()
          store.append('d', writer.set('a', 1), writer.set('b', 2))
          store.failNext(call, after)
          store.failNext(call, after)
          yield* settle(store, { ...config, retry: { firstMs: 1, longestMs: 5 } })
          expect(values(store)).toEqual({ a: 1, b: 2 })
          expect(store.applied.map(({ from, to }) => [from, to])).toEqual([[0, 2]])
        }
      }
    }),
  )

  it.live('PJR-14 one that is started again under its name takes up what it had leased', () =>
    Effect.gen(function* () {
      const store = opened()
      const id = projectorName('a secret')
      store.append('d', new Writer().set('a', 1))
      store.leases.take(id, 'd', 1, 3_600)
      const layer = Projector.layer(config, miniature, { id, watch: unwatched })
      yield* Projector.use((projector) => projector.idle).pipe(
        Effect.provide(layer.pipe(Layer.provide([store.layer, Logger.layer([])]))),
        Effect.scoped,
      )
      expect(values(store)).toEqual({ a: 1 })
    }),
  )

  it.live('PJR-11 keeps no more documents than it may, and needs none of them', () =>
    Effect.gen(function* () {
      const store = opened()
      const names = Array.from({ length: 10 }, (_, n) => `doc${n}`)
      const writers = names.map(() => new Writer())
      for (const name of names) store.open(name, 'project')
      const small = { ...config, cache: { documents: 2, bytes: 1_000_000 } }
      yield* Effect.gen(function* () {
        const projector = yield* Projector
        for (const round of [1, 2, 3]) {
          names.forEach((name, index) => {
            const writer = writers[index]
            if (writer !== undefined) store.append(name, writer.set('a', round))
          })
          yield* projector.idle
        }
      }).pipe(Effect.provide(run(store, small)), Effect.scoped)
      expect(names.map((name) => values(store, name))).toEqual(names.map(() => ({ a: 3 })))
    }),
  )
})

type Act =
  | { readonly kind: 'set'; readonly writer: number; readonly card: string; readonly value: number }
  | { readonly kind: 'remove' | 'sync'; readonly writer: number; readonly card: string }
  | { readonly kind: 'settle' | 'restart' | 'fail' }

const card = fc.constantFrom('a', 'b', 'c')
const writer = fc.nat({ max: 1 })
const histories: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('set' as const), writer, card, value: fc.nat() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('remove' as const, 'sync' as const),
        writer,
        card,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('settle' as const, 'restart' as const, 'fail' as const),
      }),
    },
  ),
  { maxLength: 40 },
)

/** Plays a history with two projectors at work on the same store, killed and started again in its course. */
const live = (store: MemoryProjections, acts: readonly Act[]) =>
  Effect.gen(function* () {
    const writers = [new Writer(), new Writer()]
    const quick = { ...config, pollMs: 2, retry: { firstMs: 1, longestMs: 2 } }
    const start = Effect.forkChild(
      Effect.andThen(
        Projector.use((projector) => projector.idle),
        Effect.never,
      ).pipe(Effect.provide(run(store, quick)), Effect.scoped),
      { startImmediately: true },
    )
    let fibers = [yield* start, yield* start]
    for (const act of acts) {
      if (act.kind === 'settle') yield* Effect.sleep(1)
      else if (act.kind === 'fail') store.failNext('apply', true)
      else if (act.kind === 'restart') {
        const [first, ...rest] = fibers
        first?.interruptUnsafe()
        fibers = [...rest, yield* start]
      } else if ('writer' in act) write(store, writers, act)
    }
    for (const fiber of fibers) fiber.interruptUnsafe()
    yield* settle(store, quick)
  })

type Written = Extract<Act, { readonly writer: number }>

function write(store: MemoryProjections, writers: readonly Writer[], act: Written) {
  const [own, other] = [writers[act.writer], writers[1 - act.writer]]
  if (own === undefined || other === undefined) return
  if (act.kind === 'set') store.append('d', own.set(act.card, act.value))
  else if (act.kind === 'sync')
    for (const update of other.sent) Y.applyUpdate(own.doc, update, 'remote')
  else if (own.doc.getMap('cards').has(act.card)) store.append('d', own.remove(act.card))
}

/** What Yjs alone makes of the log. */
function merged(bodies: readonly Uint8Array[]) {
  const doc = new Y.Doc()
  for (const body of bodies) Y.applyUpdate(doc, body)
  return doc.getMap('cards').toJSON()
}

/** What a fresh projector makes of the same log. */
const replayed = async (store: MemoryProjections) => {
  store.reset('d')
  const before = [...store.applied]
  await Effect.runPromise(settle(store))
  store.applied = before
  return values(store)
}
