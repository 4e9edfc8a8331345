import { createSceneCard, editSceneCard } from '@coldopen/core/scene'
import { seededIds } from '@coldopen/core/testing'
import { startProjector } from '@coldopen/sync/projector'
import { silentLog } from '@coldopen/sync/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { Backlot, timeless } from './Backlot.ts'
import { Hands } from './Hands.ts'

let backend: TestBackend
const hands = new Hands()
beforeAll(async () => {
  backend = await startBackend({ projector: false })
})
afterAll(async () => {
  hands.killAll()
  await backend.close()
})

it('PJR-2 PJR-3 PJR-14 three projectors, killed and started under load, lose and double nothing', async () => {
  const lot = await Backlot.build(backend)
  const scenes = await Promise.all(Array.from({ length: 5 }, () => lot.create('scene')))
  const authors = await Promise.all(scenes.map((scene) => lot.author(scene)))
  const crew = await Promise.all([1, 2, 3].map(() => hands.hire(backend)))
  const over = new AbortController()
  const writers = authors.map(async (author, index) => {
    const ids = seededIds(index)
    await author.edit((doc) => createSceneCard(doc, { prompt: 'start' }, ids))
    for (let n = 1; !over.signal.aborted || n < 20; n += 1) {
      await author.edit((doc) => editSceneCard(doc, { prompt: `take ${n}`, duration: n }, ids))
    }
  })
  for (let round = 0; round < 4; round += 1) {
    const victim = crew.shift()
    crew.push(await hands.hire(backend))
    // Anywhere in a step: how far the victim is, is up to the machine.
    await new Promise((resolve) => setTimeout(resolve, 40 * round))
    if (victim !== undefined) await hands.dismiss(victim)
  }
  over.abort()
  await Promise.all(writers)
  await Promise.all(crew.map((child) => hands.dismiss(child)))
  const { url, secretKey } = backend
  const last = await startProjector({ url, secretKey, log: silentLog })
  await last.idle()
  await last.close()
  const expected = (await lot.expected()).scene_drafts ?? []
  const rows = await lot.rows('select * from scene_drafts where project_id = $1', lot.project)
  const byId = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b))
  const columns = Object.keys(expected[0] ?? {})
  const projected = rows.map((row) => Object.fromEntries(columns.map((c) => [c, row[c]])))
  expect(projected.map(timeless).sort(byId)).toEqual(expected.map(timeless).sort(byId))
  const behind = await lot.rows(
    `select d.id from engine.documents d left join engine.cursors c on c.doc_id = d.id
     where d.project_id = $1::text::uuid and d.kind = 'scene'
       and (d.pending or c.seq is distinct from (
         select max(e.seq) from engine.events e where e.doc_id = d.id))`,
    lot.project,
  )
  expect(behind).toEqual([])
})
