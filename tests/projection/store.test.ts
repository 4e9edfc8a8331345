import { randomUUID } from 'node:crypto'
import {
  CursorMoved,
  layerSupabase,
  MemoryProjections,
  ProjectionStore,
} from '@coldopen/sync/projector'
import { Effect, type Layer } from 'effect'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Author, createProject } from '../support/Author.ts'
import { startBackend, type TestBackend, type TestPerson } from '../support/backend.ts'

/** A place to run the suite in: a store and the means to fill a log and look at the rows. */
interface Place {
  readonly layer: Layer.Layer<ProjectionStore>
  /** A project whose log holds this many events. */
  project(events: number): Promise<string>
  /** The scenes of the cards that stand, in order. */
  cards(project: string): Promise<readonly string[]>
}

const update = (doc: Y.Doc, n: number): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  doc.getMap('m').set('n', n)
  return Y.encodeStateAsUpdate(doc, before)
}

const card = (project_id: string, scene_id: string, order_index: number) => ({
  project_id,
  scene_id,
  order_index,
  archived: false,
  deleted_at: null,
})

/** What every `ProjectionStore` does. */
const suite = (name: string, place: () => Place) => {
  const use = <A, E>(act: (store: ProjectionStore['Service']) => Effect.Effect<A, E>) =>
    Effect.runPromise(ProjectionStore.use(act).pipe(Effect.provide(place().layer)))
  const workOf = async (project: string, projector = randomUUID()) => {
    const { documents } = await use((store) => store.claim(projector, 1_000, 60, 0))
    await use((store) => store.release(projector))
    return documents.find(({ doc }) => doc === project)
  }
  const step = async (project: string, from: number, to: number, scenes: readonly string[]) => {
    const work = await workOf(project)
    const upsert = scenes.map((scene, index) => card(project, scene, index))
    const writes = { scene_cards: { upsert, remove: [] } }
    return { doc: project, epoch: work?.epoch ?? 0, from, to, writes }
  }
  const tagOf = <E extends { readonly _tag: string }>(failing: Effect.Effect<unknown, E>) =>
    failing.pipe(Effect.match({ onFailure: ({ _tag }) => _tag, onSuccess: () => 'done' }))

  describe(`the projection store ${name}`, () => {
    it('PJR-13 lists a document while its cursor is behind its log', async () => {
      const project = await place().project(3)
      expect(await workOf(project)).toMatchObject({ kind: 'project', project, head: 3, cursor: 0 })
      const first = await step(project, 0, 2, [])
      await use((store) => store.apply(first))
      expect(await workOf(project)).toMatchObject({ head: 3, cursor: 2 })
      const last = await step(project, 2, 3, [])
      await use((store) => store.apply(last))
      expect(await workOf(project)).toBeUndefined()
      const empty = await place().project(0)
      expect(await workOf(empty)).toBeUndefined()
    })

    it('PJR-13 reads the log after a position, and refuses another epoch', async () => {
      const project = await place().project(4)
      const epoch = (await workOf(project))?.epoch ?? 0
      const page = await use((store) => store.read(project, 1, epoch))
      expect(page.events.map(({ seq }) => seq)).toEqual([2, 3, 4])
      expect(page.head).toBe(4)
      expect(await use((store) => tagOf(store.read(project, 0, epoch + 1)))).toBe('WrongEpoch')
    })

    it('PJR-2 writes a step once: the cursor must be where the step begins', async () => {
      const project = await place().project(2)
      const [a, b] = [randomUUID(), randomUUID()]
      const first = await step(project, 0, 1, [a])
      const other = await step(project, 0, 2, [b])
      await use((store) => store.apply(first))
      for (const late of [first, other]) {
        expect(await use((store) => tagOf(store.apply(late)))).toBe('CursorMoved')
      }
      expect(await place().cards(project)).toEqual([a])
      expect(await workOf(project)).toMatchObject({ cursor: 1 })
    })

    it('PJR-2 of two steps at once one is written', async () => {
      const project = await place().project(1)
      const scenes = Array.from({ length: 6 }, () => randomUUID())
      const steps: Awaited<ReturnType<typeof step>>[] = []
      for (const scene of scenes) steps.push(await step(project, 0, 1, [scene]))
      const outcomes = await use((store) =>
        Effect.forEach(steps, (one) => tagOf(store.apply(one)), { concurrency: 'unbounded' }),
      )
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
      expect(
        outcomes.filter((outcome) => outcome === new CursorMoved({ doc: '' })._tag),
      ).toHaveLength(5)
      expect(await place().cards(project)).toEqual([scenes[outcomes.indexOf('done')]])
    })

    it('PJR-4 adds, changes, removes and replaces rows', async () => {
      const project = await place().project(4)
      const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
      const first = await step(project, 0, 1, [a, b])
      await use((store) => store.apply(first))
      const second = await step(project, 1, 2, [])
      const writes = { scene_cards: { upsert: [card(project, a, 5)], remove: [b] } }
      await use((store) => store.apply({ ...second, writes }))
      expect(await place().cards(project)).toEqual([a])
      const third = await step(project, 2, 3, [])
      const replace = { scene_cards: { upsert: [card(project, c, 0)], remove: [], replace: true } }
      await use((store) => store.apply({ ...third, writes: replace as typeof third.writes }))
      expect(await place().cards(project)).toEqual([c])
    })

    it('PJR-14 leases a document to one projector until it lets go', async () => {
      const project = await place().project(2)
      const [a, b] = [randomUUID(), randomUUID()]
      const gets = async (projector: string) =>
        (await use((store) => store.claim(projector, 1_000, 60, 0))).documents.some(
          ({ doc }) => doc === project,
        )
      expect([await gets(a), await gets(b), await gets(a)]).toEqual([true, false, true])
      await use((store) => store.renew(a, 60))
      await use((store) => store.release(b))
      expect(await gets(b)).toBe(false)
      await use((store) => store.release(a))
      expect(await gets(b)).toBe(true)
      await use((store) => store.release(b))
    })

    it('PJR-14 who gets as many as they ask for lets go of the others', async () => {
      await Promise.all([place().project(1), place().project(1)])
      const [a, b] = [randomUUID(), randomUUID()]
      const take = async (projector: string, limit: number) =>
        (await use((store) => store.claim(projector, limit, 60, 0))).documents.length
      const all = await take(a, 1_000)
      expect(all).toBeGreaterThan(1)
      expect(await take(a, 1)).toBe(1)
      expect(await take(b, 1_000)).toBe(all - 1)
      await use((store) => Effect.andThen(store.release(a), store.release(b)))
    })

    it('PJR-8 sets a document aside for every projector until its log grows', async () => {
      const project = await place().project(2)
      const [a, b] = [randomUUID(), randomUUID()]
      const claim = (projector: string) => use((store) => store.claim(projector, 1_000, 60, 0))
      const ours = ({ documents }: { documents: readonly { doc: string }[] }) =>
        documents.filter(({ doc }) => doc === project).length
      for (let attempt = 0; attempt < 5; attempt += 1)
        await use((store) => store.park(a, { doc: project, head: 2, reason: 'It fails.' }))
      const seen = await claim(b)
      expect(ours(seen)).toBe(0)
      expect(seen.parked).toContainEqual({ doc: project, reason: 'It fails.' })
      await use((store) => store.park(a, { doc: project, head: 1, reason: 'It fails.' }))
      expect(ours(await claim(b))).toBe(1)
      await use((store) => store.release(b))
    })

    it('LOG-8 keeps the newest state of the log as it stands', async () => {
      const project = await place().project(3)
      const work = await workOf(project)
      const { epoch, quarantined } = work ?? { epoch: 0, quarantined: 0 }
      const body = new Uint8Array(2_500_000).fill(7)
      const keep = (seq: number, left = quarantined) =>
        use((store) => tagOf(store.keep({ doc: project, epoch, seq, quarantined: left, body })))
      const first = await step(project, 0, 3, [])
      await use((store) => store.apply(first))
      expect(await use((store) => store.snapshot(project, epoch))).toBeNull()
      expect(await keep(2, 1)).toBe('CursorMoved')
      expect(await keep(2)).toBe('done')
      expect(await keep(3)).toBe('done')
      const found = await use((store) => store.snapshot(project, epoch))
      const { events } = await use((store) => store.read(project, 2, epoch))
      expect(found?.seq).toBe(3)
      expect(found?.committed_at).toBe(events[0]?.committed_at)
      expect(Buffer.from(found?.body ?? []).equals(body)).toBe(true)
      await use((store) => store.quarantine(project, 1, 'a test'))
      expect(await use((store) => store.snapshot(project, epoch))).toBeNull()
    })

    it('PJR-6 reads a quarantined event as an empty update, from then on', async () => {
      const project = await place().project(3)
      const epoch = (await workOf(project))?.epoch ?? 0
      await use((store) => store.quarantine(project, 2, 'a test'))
      await use((store) => store.quarantine(project, 2, 'again'))
      const { events } = await use((store) => store.read(project, 0, epoch))
      expect(events.map(({ body }) => body === 'AAA=')).toEqual([false, true, false])
    })
  })
}

const memory = new MemoryProjections()
suite('in memory', () => ({
  layer: memory.layer,
  project: async (events) => {
    const id = randomUUID()
    const doc = new Y.Doc()
    memory.open(id, 'project')
    for (let n = 0; n < events; n += 1) {
      memory.append(id, { client: doc.clientID, body: update(doc, n) })
    }
    return id
  },
  cards: async (project) => Object.keys(memory.rows(project)['scene_cards'] ?? {}),
}))

describe('a backend', () => {
  let backend: TestBackend
  let owner: TestPerson
  beforeAll(async () => {
    backend = await startBackend({ projector: false })
    owner = await backend.person('owner')
  })
  afterAll(() => backend.close())

  suite('of a backend', () => ({
    layer: layerSupabase({ url: backend.url, secretKey: backend.secretKey }),
    project: async (events) => {
      const project = await createProject(owner.client)
      const author = await Author.open(owner.client, project)
      for (let n = 0; n < events; n += 1) await author.send(update(author.doc, n))
      return project
    },
    cards: async (project) => {
      const rows = await backend.database.query<{ scene: string }>(
        `select scene_id::text as scene from engine.scene_cards
         where project_id = $1::text::uuid order by order_index`,
        [project],
      )
      return rows.map(({ scene }) => scene)
    },
  }))
})
