import { randomUUID } from 'node:crypto'
import { Accounts, EventLog, layerSupabase, MemoryDisk } from '@coldopen/sync/testing'
import { Context, Effect, Layer } from 'effect'
import { expect, it } from 'vitest'
import { startBackend } from '../support/backend.ts'

it('LOG-25 the client lists every document of an account that has more than a page of them', async () => {
  const backend = await startBackend({ projector: false })
  const address = { url: backend.url, key: backend.publishableKey }
  const { store } = new MemoryDisk().open()
  const listed = await Effect.gen(function* () {
    const services = yield* Layer.build(layerSupabase(address, store, {}))
    const log = Context.get(services, EventLog)
    const project = randomUUID()
    yield* Context.get(services, Accounts).signUp(`${randomUUID()}@example.com`, randomUUID())
    yield* log.createProject(project)
    yield* Effect.promise(() =>
      backend.database.query(
        `insert into engine.documents (id, project_id, kind, owner_id)
         select gen_random_uuid(), p.id, 'scene', p.owner_id
         from engine.documents p, generate_series(1, 1100) where p.id = $1::text::uuid`,
        [project],
      ),
    )
    return { of: yield* log.list(project), all: yield* log.list(null) }
  }).pipe(Effect.scoped, Effect.runPromise)
  const ids = listed.of.map(({ doc }) => doc)
  expect(new Set(ids).size).toBe(1_101)
  expect(listed.all.map(({ doc }) => doc)).toEqual(ids)
  await backend.close()
})
