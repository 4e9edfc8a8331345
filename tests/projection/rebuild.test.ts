import { addCard, createProject, openProject } from '@coldopen/core/project'
import { createSceneCard, editSceneCard } from '@coldopen/core/scene'
import { seededIds } from '@coldopen/core/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { coldopen } from '../support/backendProcess.ts'
import { Backlot, timeless } from './Backlot.ts'

let backend: TestBackend
beforeAll(async () => {
  backend = await startBackend({ projector: false })
})
afterAll(() => backend.close())

const rebuild = (...args: readonly string[]) =>
  coldopen(['rebuild', '--url', backend.url, ...args], { COLDOPEN_SECRET_KEY: backend.secretKey })

const drafts = (lot: Backlot) =>
  lot
    .rows('select * from scene_drafts where project_id = $1 order by id', lot.project)
    .then((rows) => rows.map(timeless))

it('PJR-16 makes a table, a document and everything anew while people write', async () => {
  const lot = await Backlot.build(backend)
  const scenes = [await lot.create('scene'), await lot.create('scene')]
  const board = await lot.author(lot.project)
  const project = openProject({ doc: board.doc, ids: seededIds(1) })
  await board.edit((doc) =>
    createProject(doc, { title: 'Rope', createdAt: '2026-01-01T00:00:00Z' }),
  )
  for (const scene of scenes) await board.edit(() => addCard(project, scene))
  const authors = await Promise.all(scenes.map((scene) => lot.author(scene)))
  for (const [index, author] of authors.entries())
    await author.edit((doc) => createSceneCard(doc, { prompt: 'Rain' }, seededIds(index)))
  expect((await rebuild()).code).toBe(0)
  const before = await drafts(lot)
  expect(before).toHaveLength(2)

  const spoil = () =>
    backend.database.exec(`update scene_drafts set prompt_text = 'spoilt'; delete from scene_drafts
      where id = '${scenes[1]}'; update project_overview set scene_count = 99`)
  await spoil()
  const table = await rebuild('--table', 'scene_drafts')
  expect(table.out).toMatch(/To be made anew: 2/)
  expect(await drafts(lot)).toEqual(before)

  await spoil()
  expect((await rebuild('--document', scenes[1] ?? '')).code).toBe(0)
  expect((await drafts(lot)).find((row) => 'id' in row && row.id === scenes[1])).toEqual(
    before.find((row) => 'id' in row && row.id === scenes[1]),
  )
  await backend.database.exec('update project_overview set scene_count = 99')
  expect((await rebuild('--table', 'project_overview')).code).toBe(0)
  const overview = 'select scene_count from project_overview where project_id = $1'
  expect(await lot.rows(overview, lot.project)).toEqual([{ scene_count: 2 }])

  await spoil()
  const all = rebuild()
  for (let take = 1; take <= 40; take += 1)
    await authors[take % 2]?.edit((doc) =>
      editSceneCard(doc, { prompt: `Take ${take}` }, seededIds(9)),
    )
  expect((await all).code).toBe(0)
  expect((await rebuild()).code).toBe(0)
  const prompts = (await drafts(lot)).map((row) => ('prompt_text' in row ? row.prompt_text : null))
  expect(prompts.sort()).toEqual(['Take 39', 'Take 40'])

  const wrong = await rebuild('--table', 'no_table')
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/no table that is projected/)])
})
