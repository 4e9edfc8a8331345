import { it } from '@effect/vitest'
import { Effect, Layer, Logger } from 'effect'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import type { MakeProjection } from './Projection.ts'
import { MemoryProjections } from './ProjectionStore.memory.ts'
import { ProjectionStore } from './ProjectionStore.ts'
import { Projector } from './Projector.ts'
import { defaultConfig } from './ProjectorConfig.ts'
import { snapshotAfter } from './Snapshot.ts'

/** One row: the sum of a list. */
const sum: MakeProjection = (_kind, doc) => ({
  rows: ({ project }) => ({
    scene_cards: [
      {
        project_id: project,
        scene_id: 'sum',
        order_index: doc
          .getArray<number>('n')
          .toArray()
          .reduce((a, b) => a + b, 0),
        archived: false,
        deleted_at: null,
      },
    ],
  }),
  close: () => {},
})

/** A projector that knows nothing yet, until nothing is left. */
const settle = (store: MemoryProjections) =>
  Projector.use((projector) => projector.idle.pipe(Effect.map(() => projector.stats()))).pipe(
    Effect.provide(
      Projector.layer({ ...defaultConfig, pollMs: 20, gatherMs: 0 }, sum).pipe(
        Layer.provide([store.layer, Logger.layer([])]),
      ),
    ),
    Effect.scoped,
  )

const snapshotOf = (store: MemoryProjections) =>
  ProjectionStore.use((shape) => shape.snapshot('d', 1)).pipe(Effect.provide(store.layer))

const total = (store: MemoryProjections) =>
  (store.rows('d')['scene_cards']?.['sum'] as { order_index: number } | undefined)?.order_index

const filled = () => {
  const store = new MemoryProjections()
  store.open('d', 'project')
  const doc = new Y.Doc()
  const push = (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const before = Y.encodeStateVector(doc)
      doc.getArray('n').push([1])
      store.append('d', { client: doc.clientID, body: Y.encodeStateAsUpdate(doc, before) })
    }
  }
  return { store, doc, push }
}

describe('snapshots of a projector', () => {
  it.live('LOG-8 PJR-17 one is made when enough events follow, at an exact position', () =>
    Effect.gen(function* () {
      const { store, doc, push } = filled()
      push(snapshotAfter(0, defaultConfig.snapshots) - 1)
      yield* settle(store)
      expect(yield* snapshotOf(store)).toBeNull()
      push(1)
      yield* settle(store)
      const snapshot = yield* snapshotOf(store)
      expect(snapshot?.seq).toBe(500)
      const read = new Y.Doc()
      Y.applyUpdateV2(read, snapshot?.body ?? new Uint8Array())
      expect(Y.encodeStateAsUpdate(read)).toEqual(Y.encodeStateAsUpdate(doc))
    }),
  )

  it.live('PJR-17 a projector that knows nothing begins at it', () =>
    Effect.gen(function* () {
      const { store, push } = filled()
      push(700)
      yield* settle(store)
      push(3)
      store.lose('d', 5)
      expect((yield* settle(store)).parked).toEqual([])
      expect(total(store)).toBe(703)
      store.found()
      store.reset('d')
      yield* settle(store)
      expect(total(store)).toBe(703)
    }),
  )

  it.live('PJR-17 one that holds an event quarantined later is not used', () =>
    Effect.gen(function* () {
      const { store, push } = filled()
      push(600)
      yield* settle(store)
      yield* ProjectionStore.use((shape) => shape.quarantine('d', 600, 'by hand')).pipe(
        Effect.provide(store.layer),
      )
      expect(yield* snapshotOf(store)).toBeNull()
      store.reset('d')
      yield* settle(store)
      expect(total(store)).toBe(599)
    }),
  )

  it.live('LOG-8 nothing pending is folded into one', () =>
    Effect.gen(function* () {
      const { store, doc, push } = filled()
      push(600)
      doc.getArray('n').push([1])
      push(1)
      expect((yield* settle(store)).parked).toEqual([
        { doc: 'd', reason: expect.stringMatching(/^MissingDependency/) },
      ])
      expect(yield* snapshotOf(store)).toBeNull()
    }),
  )

  it.live('PJR-18 the log behind it moves to segments; a store that refuses is only told of', () =>
    Effect.gen(function* () {
      const { store, push } = filled()
      push(600)
      store.failNext('compact')
      yield* settle(store)
      expect(store.moved('d')).toBe(0)
      push(600)
      yield* settle(store)
      expect(store.moved('d')).toBe(1_000)
      expect(total(store)).toBe(1_200)
    }),
  )

  it.live('PJR-17 one that cannot be read is told of and not used', () =>
    Effect.gen(function* () {
      const { store, push } = filled()
      push(600)
      yield* settle(store)
      const broken = { doc: 'd', epoch: 1, seq: 600, quarantined: 0, body: Uint8Array.of(9, 9) }
      yield* ProjectionStore.use((shape) => shape.keep(broken)).pipe(Effect.provide(store.layer))
      push(1)
      yield* settle(store)
      expect(total(store)).toBe(601)
    }),
  )
})
