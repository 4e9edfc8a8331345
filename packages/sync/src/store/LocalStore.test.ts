import 'fake-indexeddb/auto'
import { Effect, Exit, Fiber, Layer, Scope } from 'effect'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { layerFile } from './LocalStore.file.ts'
import { layerIndexedDb } from './LocalStore.indexedDb.ts'
import { MemoryDisk } from './LocalStore.memory.ts'
import { LocalStore, type LocalStoreShape, put, remove } from './LocalStore.ts'
import { sessionCalls } from './SessionCalls.ts'

/** A place that can be opened, closed and opened again. */
interface Place {
  readonly layer: () => Layer.Layer<LocalStore, unknown>
  readonly clear: () => void
}

const places: { readonly [name: string]: () => Place } = {
  memory: () => {
    const disk = new MemoryDisk()
    return { layer: () => Layer.sync(LocalStore, () => disk.open().store), clear: () => {} }
  },
  IndexedDB: () => {
    const name = crypto.randomUUID()
    return { layer: () => layerIndexedDb(name), clear: () => indexedDB.deleteDatabase(name) }
  },
  'IndexedDB without Web Locks': () => {
    const name = crypto.randomUUID()
    return {
      layer: () => layerIndexedDb(name, sessionCalls),
      clear: () => indexedDB.deleteDatabase(name),
    }
  },
  file: () => {
    const folder = mkdtempSync(join(tmpdir(), 'coldopen-store-'))
    return {
      layer: () => layerFile(folder),
      clear: () => rmSync(folder, { recursive: true, force: true }),
    }
  },
}

/** Opens the place for the time of `use`. */
const within = <A>(
  place: Place,
  use: (store: LocalStoreShape) => Effect.Effect<A, unknown, Scope.Scope>,
) =>
  Effect.runPromise(
    Effect.scoped(
      Effect.gen(function* () {
        const scope = yield* Effect.scope
        const context = yield* Layer.buildWithScope(place.layer(), scope)
        return yield* use(yield* Effect.provideContext(LocalStore, context))
      }),
    ),
  )

const body = (text: string) => ({ body: new TextEncoder().encode(text) })

describe.each(Object.entries(places))('LocalStore: %s', (_name, makePlace) => {
  const rule = (title: string, test: (place: Place) => Promise<void>) =>
    it(title, async () => {
      const place = makePlace()
      try {
        await test(place)
      } finally {
        place.clear()
      }
    })

  rule('STO-1 gives back what was committed, in the next process too', async (place) => {
    await within(place, (store) =>
      store.commit([
        put('updates', ['d', 's', 1], body('one')),
        put('journal', ['d', 's', 1], { base: 7 }),
        put('kv', ['name'], 'value'),
      ]),
    )
    await within(place, (store) =>
      Effect.gen(function* () {
        expect(yield* store.get('journal', ['d', 's', 1])).toEqual({ base: 7 })
        expect((yield* store.list('updates', ['d']))[0]?.value.body).toEqual(body('one').body)
        expect(yield* store.get('kv', ['name'])).toBe('value')
        expect(yield* store.get('kv', ['other'])).toBe(null)
      }),
    )
  })

  rule('STO-2 lists by prefix in the order of the keys, numbers by value', (place) =>
    within(place, (store) =>
      Effect.gen(function* () {
        const rows = [10, 9, 100].map((n) => put('outbox', ['d', n, 'e'], record(n)))
        yield* store.commit([...rows, put('outbox', ['d2', 1, 'e'], record(1))])
        const keys = yield* store.keys('outbox', ['d'])
        expect(keys.map((key) => key[1])).toEqual([9, 10, 100])
        expect(yield* store.keys('outbox', [])).toHaveLength(4)
        expect(yield* store.list('outbox', ['d', 9])).toHaveLength(1)
      }),
    ),
  )

  rule('STO-2 reads several tables at one moment', (place) =>
    within(place, (store) =>
      Effect.gen(function* () {
        yield* store.commit([
          put('cursors', ['d', 's'], { epoch: 1, seq: 2 }),
          put('updates', ['d', 's', 2], body('two')),
          put('updates', ['d', 's', 1], body('one')),
          put('updates', ['other', 's', 1], body('other')),
        ])
        const { cursors, updates, journal } = yield* store.snapshot(
          ['cursors', 'updates', 'journal'],
          ['d'],
        )
        expect(cursors).toEqual([{ key: ['d', 's'], value: { epoch: 1, seq: 2 } }])
        expect(updates.map(({ key }) => key)).toEqual([
          ['d', 's', 1],
          ['d', 's', 2],
        ])
        expect(journal).toEqual([])
      }),
    ),
  )

  rule('STO-3 writes in the order given, puts and removes alike', (place) =>
    within(place, (store) =>
      Effect.gen(function* () {
        yield* store.commit([
          put('kv', ['a'], '1'),
          put('kv', ['a'], '2'),
          put('kv', ['b'], '3'),
          remove('kv', ['b']),
        ])
        expect(yield* store.get('kv', ['a'])).toBe('2')
        expect(yield* store.get('kv', ['b'])).toBe(null)
        yield* store.commit([])
      }),
    ),
  )

  rule('STO-4 commits asked for at once are all there, the last word last', (place) =>
    within(place, (store) =>
      Effect.gen(function* () {
        yield* Effect.all(
          Array.from({ length: 50 }, (_, i) =>
            store.commit([put('kv', ['n'], String(i)), put('kv', [`k${i}`], 'x')]),
          ),
          { concurrency: 'unbounded' },
        )
        expect(yield* store.get('kv', ['n'])).toBe('49')
        expect(yield* store.keys('kv', [])).toHaveLength(51)
      }),
    ),
  )

  rule('STO-5 shares no value with whoever wrote it', (place) =>
    within(place, (store) =>
      Effect.gen(function* () {
        const shared = body('before')
        yield* store.commit([put('updates', ['d', 's', 1], shared)])
        shared.body.fill(0)
        expect((yield* store.get('updates', ['d', 's', 1]))?.body).toEqual(body('before').body)
      }),
    ),
  )

  rule('STO-25 the first claim of a name decides for all', async (place) => {
    await within(place, (store) =>
      Effect.gen(function* () {
        const claims = ['one', 'two', 'three'].map((value) => store.claim('name', value))
        const answers = yield* Effect.all(claims, { concurrency: 'unbounded' })
        expect(new Set(answers).size).toBe(1)
        expect(yield* store.get('kv', ['name'])).toBe(answers[0])
      }),
    )
    await within(place, (store) =>
      Effect.gen(function* () {
        const known = yield* store.get('kv', ['name'])
        expect(yield* store.claim('name', 'four')).toBe(known)
      }),
    )
  })

  rule('STO-6 shows which sessions live', (place) =>
    within(place, (store) =>
      Effect.gen(function* () {
        const ended = Effect.map(store.ended('d', ['s1', 's2', 's3']), (found) => [...found].sort())
        const scope = yield* Scope.make()
        yield* Scope.provide(store.hold('s1'), scope)
        yield* store.hold('s2')
        expect(yield* ended).toEqual(['s3'])
        yield* store.commitAs(['d', 's1'], [put('kv', ['name'], 'written while it lived')])
        expect(yield* store.get('kv', ['name'])).toBe('written while it lived')
        yield* Scope.close(scope, Exit.void)
        expect(yield* ended).toEqual(['s1', 's3'])
      }),
    ),
  )
})

/** Two tabs of one browser, of which the second takes everyone else for dead. */
interface Mistaken {
  readonly tab: Layer.Layer<LocalStore, unknown>
  readonly mistaken: Layer.Layer<LocalStore, unknown>
}

const mistakenPlaces: { readonly [name: string]: () => Mistaken } = {
  memory: () => {
    const disk = new MemoryDisk()
    const layer = Layer.sync(LocalStore, () => disk.open().store)
    disk.mistake(1_000)
    return { tab: Layer.fresh(layer), mistaken: Layer.fresh(layer) }
  },
  'IndexedDB without Web Locks': () => {
    const name = crypto.randomUUID()
    const deaf = (database: string) =>
      Effect.map(sessionCalls(database), (liveness) => ({
        ...liveness,
        living: () => Effect.succeed(new Set<string>()),
      }))
    return { tab: layerIndexedDb(name, sessionCalls), mistaken: layerIndexedDb(name, deaf) }
  },
}

describe.each(Object.entries(mistakenPlaces))('LocalStore, mistaken: %s', (_name, makePlaces) => {
  const both = (
    use: (
      tab: LocalStoreShape,
      mistaken: LocalStoreShape,
    ) => Effect.Effect<void, unknown, Scope.Scope>,
  ) => {
    const { tab, mistaken } = makePlaces()
    return within({ layer: () => tab, clear: () => {} }, (first) =>
      Effect.promise(() =>
        within({ layer: () => mistaken, clear: () => {} }, (second) => use(first, second)),
      ),
    )
  }

  it('STO-15 takes nothing in the name of a session that was ended, and everything of others', () =>
    both((tab, mistaken) =>
      Effect.gen(function* () {
        yield* tab.hold('s')
        yield* tab.commitAs(['d', 's'], [put('updates', ['d', 's', 1], body('before'))])
        expect([...(yield* mistaken.ended('d', ['s']))]).toEqual(['s'])
        for (const _ of [1, 2]) {
          const late = [
            put('updates', ['d', 's', 2], body('late')),
            remove('updates', ['d', 's', 1]),
          ]
          const refused = yield* Effect.flip(tab.commitAs(['d', 's'], late))
          expect(refused).toMatchObject({ _tag: 'SessionEnded', session: 's' })
        }
        yield* tab.commitAs(['other', 's'], [put('updates', ['other', 's', 1], body('other'))])
        yield* mistaken.commitAs(['d', 'heir'], [put('updates', ['d', 'heir', 1], body('heir'))])
        const keys = yield* mistaken.keys('updates', [])
        expect(keys.map((key) => key.join())).toEqual(['d,heir,1', 'd,s,1', 'other,s,1'])
        expect([...(yield* tab.ended('d', ['s']))]).toEqual(['s'])
      }),
    ))

  it('STO-15 shows all a session will ever have written, however its last commits race with its end', () =>
    both((tab, mistaken) =>
      Effect.gen(function* () {
        for (let round = 0; round < 30; round++) {
          const session = `s${round}`
          yield* tab.hold(session)
          let written = 0
          const writing = yield* Effect.forkChild(
            Effect.forEach(
              Array.from({ length: 12 }, (_, n) => n),
              (n) =>
                Effect.match(
                  tab.commitAs(['d', session], [put('updates', ['d', session, n], body(`${n}`))]),
                  { onSuccess: () => void written++, onFailure: () => undefined },
                ),
              { concurrency: 3, discard: true },
            ),
          )
          for (let turn = 0; turn < round; turn++) yield* Effect.yieldNow
          yield* mistaken.ended('d', [session])
          const seen = yield* mistaken.keys('updates', ['d', session])
          yield* Fiber.join(writing)
          expect(yield* tab.keys('updates', ['d', session])).toEqual(seen)
          expect(written).toBe(seen.length)
        }
      }),
    ))
})

const record = (n: number) => ({
  session: 's',
  parked: null,
  epoch: 1,
  event: {
    event_id: 'e',
    session_seq: n,
    base_seq: 0,
    client_id: 1,
    encoding: 'v1' as const,
    body: 'AAA=',
    authored_at: '2026-01-01T00:00:00Z',
  },
})
