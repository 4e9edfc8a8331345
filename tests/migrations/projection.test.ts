import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '@coldopen/sync/server'
import { call, refusalOf } from './support/Caller.ts'
import { meanwhile } from './support/Meanwhile.ts'
import * as rows from './support/Projection.ts'
import { apply, readAll, work } from './support/Projection.ts'
import { openTestDatabase } from './support/TestDatabase.ts'
import type { TestDatabase } from './support/TestDatabase.ts'
import { newProject, Writer } from './support/World.ts'
import type { Opened } from './support/World.ts'

let test: TestDatabase
let database: Database
beforeAll(async () => {
  test = await openTestDatabase({ defaults: 'none' })
  database = test.database
})
afterAll(() => test.close())

/** A project with one screenplay and some scenes, each with one event in its log. */
const board = async (scenes = 1) => {
  const { owner, project, doc } = await newProject(database)
  const user = owner.user
  const writerOf = async (id: string) => {
    const writer = await Writer.open(database, owner, id)
    await writer.append([writer.event()])
    return writer
  }
  const sceneWriters: Writer[] = []
  for (let index = 0; index < scenes; index += 1) {
    const scene = randomUUID()
    await call<Opened>(database, owner, 'create_document', {
      p_project: project,
      p_doc: scene,
      p_kind: 'scene',
    })
    sceneWriters.push(await writerOf(scene))
  }
  const [root, screenplay] = [await writerOf(project), await writerOf(doc)]
  const first = sceneWriters[0]!
  const sceneIds = { doc: first.doc, project, user }
  return { user, project, doc, root, screenplay, scenes: sceneWriters, scene: first, sceneIds }
}
const one = async <R extends object>(sql: string, ...args: string[]): Promise<R | undefined> =>
  (await database.query<R>(sql, args))[0]
const draft = (id: string) =>
  one<{ order_index: number; archived: boolean; deleted_at: string | null; updated_at: string }>(
    'select * from public.scene_drafts where id = $1::text::uuid',
    id,
  )

describe('apply_projection', () => {
  it('TAB-4 changes rows and cursor together, from the cursor named and once', async () => {
    const { scene, sceneIds } = await board()
    await scene.append([scene.event(), scene.event()])
    const write = (prompt: string) =>
      apply(database, scene, 0, 2, {
        scene_drafts: { upsert: [rows.sceneRow(sceneIds, { prompt_text: prompt })] },
      })
    const attempts = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (prompt) => ({
        prompt,
        refusal: await refusalOf(write(prompt)),
      })),
    )
    const winners = attempts.filter(({ refusal }) => refusal === null)
    expect(winners).toHaveLength(1)
    expect(attempts.filter(({ refusal }) => refusal === 'busy PT503')).toHaveLength(3)
    expect(await draft(scene.doc)).toMatchObject({ prompt_text: winners[0]!.prompt })
    expect(await refusalOf(apply(database, scene, 1, 3, {}))).toBe('busy PT503')
    expect(await apply(database, scene, 2, 3, {})).toEqual({ doc: scene.doc, cursor: 3 })
  })

  it('TAB-4 TAB-8 refuses and leaves everything as it was', async () => {
    const { scene, screenplay, sceneIds, user, doc } = await board()
    const other = await board()
    const section = rows.sectionRow(randomUUID(), other.doc, 0)
    await apply(database, other.screenplay, 0, 1, {
      screenplays: { upsert: [rows.screenplayRow({ doc: other.doc, user })] },
      screenplay_sections: { upsert: [section] },
    })
    const before = await readAll(database)
    const good = rows.sceneRow(sceneIds)
    const script = { screenplays: { upsert: [rows.screenplayRow({ doc, user })] } }
    const attempts: Readonly<Record<string, () => Promise<unknown>>> = {
      'wrong_epoch PT409': () =>
        apply(database, { doc: scene.doc, epoch: scene.epoch + 1 }, 0, 1, {}),
      'invalid PT422 beyond': () => apply(database, scene, 0, 2, {}),
      'invalid PT422 backwards': () => apply(database, scene, 0, 0, {}),
      'invalid PT422 nowhere': () => apply(database, { doc: randomUUID(), epoch: 1 }, 0, 1, {}),
      'invalid PT422 table': () =>
        apply(database, scene, 0, 1, { scene_drafts: { upsert: [good] }, clip_jobs: {} }),
      'invalid PT422 kind': () => apply(database, scene, 0, 1, script),
      'invalid PT422 another’s row': () =>
        apply(database, scene, 0, 1, {
          scene_drafts: { upsert: [good, { ...good, id: other.scene.doc }] },
        }),
      'invalid PT422 another’s section': () =>
        apply(database, screenplay, 0, 1, {
          ...script,
          screenplay_sections: { upsert: [{ ...section, screenplay_id: doc }] },
        }),
      '23502': () =>
        apply(database, scene, 0, 1, { scene_drafts: { upsert: [{ ...good, duration: null }] } }),
    }
    for (const [expected, attempt] of Object.entries(attempts)) {
      const refusal = await refusalOf(attempt())
      expect(expected.startsWith(refusal ?? 'done')).toBe(true)
      expect(await readAll(database)).toEqual(before)
    }
  })

  it('TAB-6 joins the project’s word to a scene, whichever is projected first', async () => {
    const { scene, scenes, root, project, sceneIds } = await board(2)
    const [, second] = scenes
    const card = rows.cardRow(project, scene.doc, 4)
    const cards = [card, rows.cardRow(project, second!.doc, 5)]
    const scenePart = { scene_drafts: { upsert: [rows.sceneRow(sceneIds)] } }
    await apply(database, scene, 0, 1, scenePart)
    expect(await draft(scene.doc)).toMatchObject({ order_index: 0, archived: true })
    await apply(database, root, 0, 1, {
      projects: { upsert: [rows.projectRow(project)] },
      scene_cards: { upsert: cards },
    })
    expect(await draft(scene.doc)).toMatchObject({ order_index: 4, archived: false })
    const secondPart = rows.sceneRow({ ...sceneIds, doc: second!.doc })
    await apply(database, second!, 0, 1, { scene_drafts: { upsert: [secondPart] } })
    expect(await draft(second!.doc)).toMatchObject({ order_index: 5, archived: false })

    await root.append([root.event(), root.event()])
    const gone = { ...card, archived: true, deleted_at: '2026-11-20T11:00:00+00:00' }
    await apply(database, root, 1, 2, { scene_cards: { upsert: [gone] } })
    expect(await draft(scene.doc)).toMatchObject({ archived: true, deleted_at: expect.any(String) })
    await apply(database, root, 2, 3, { scene_cards: { remove: [scene.doc] } })
    expect(await draft(scene.doc)).toMatchObject({
      order_index: 0,
      archived: true,
      deleted_at: null,
    })
    expect(await draft(second!.doc)).toMatchObject({ order_index: 5, archived: false })
  })

  it('TAB-6 joins the project’s word to a screenplay', async () => {
    const { screenplay, root, project, doc, user } = await board()
    const archived = () =>
      one<{ archived: boolean }>(
        'select archived from public.screenplays where id = $1::text::uuid',
        doc,
      )
    await apply(database, screenplay, 0, 1, {
      screenplays: { upsert: [rows.screenplayRow({ doc, user })] },
    })
    expect(await archived()).toEqual({ archived: true })
    const card = {
      project_id: project,
      screenplay_id: doc,
      order_index: 0,
      archived: false,
      deleted_at: null,
    }
    await apply(database, root, 0, 1, { screenplay_cards: { upsert: [card] } })
    expect(await archived()).toEqual({ archived: false })
  })

  it('TAB-7 keeps the aggregates with the rows', async () => {
    const { scenes, root, screenplay, project, doc, user, sceneIds } = await board(3)
    for (const [index, scene] of scenes.entries())
      await apply(database, scene, 0, 1, {
        scene_drafts: {
          upsert: [
            rows.sceneRow({ ...sceneIds, doc: scene.doc }, { duration: [0.1, 0.2, 0.3][index] }),
          ],
        },
      })
    await apply(database, screenplay, 0, 1, {
      screenplays: { upsert: [rows.screenplayRow({ doc, user })] },
    })
    const overview = () =>
      one('select * from public.project_overview where project_id = $1', project)
    expect(await overview()).toMatchObject({ user_id: user, scene_count: 0, total_duration: 0 })
    const cards = scenes.map((scene, index) => rows.cardRow(project, scene.doc, 2 - index))
    await apply(database, root, 0, 1, {
      scene_cards: { upsert: cards },
      screenplay_cards: {
        upsert: [
          {
            project_id: project,
            screenplay_id: doc,
            order_index: 0,
            archived: false,
            deleted_at: null,
          },
        ],
      },
    })
    const latest = await one<{ at: string }>(
      `select max(committed_at) as at from engine.events e join engine.documents d on d.id = e.doc_id
       where d.project_id = $1::text::uuid`,
      project,
    )
    expect(await overview()).toMatchObject({
      scene_count: 3,
      total_duration: 0.3 + 0.2 + 0.1,
      last_updated: latest!.at,
    })
    const statistics = () =>
      one('select * from public.user_statistics where user_id = $1::text::uuid', user)
    expect(await statistics()).toMatchObject({
      email: `${user}@example.test`,
      credits: 0,
      total_scenes: 3,
      total_screenplays: 1,
      completed_videos: 0,
      last_activity: latest!.at,
      updated_at: latest!.at,
    })
    await database.query(
      `update auth.users set email = 'new@example.test' where id = $1::text::uuid`,
      [user],
    )
    expect(await statistics()).toMatchObject({ email: 'new@example.test', updated_at: latest!.at })
  })

  it('TAB-7 two scenes of a project projected at once both count', async () => {
    const { scenes, root, project, sceneIds } = await board(2)
    const cards = scenes.map((scene, index) => rows.cardRow(project, scene.doc, index))
    await apply(database, root, 0, 1, { scene_cards: { upsert: cards } })
    const [first, second] = scenes
    const part = (scene: Writer) => ({
      scene_drafts: { upsert: [rows.sceneRow({ ...sceneIds, doc: scene.doc })] },
    })
    const one = {
      p_doc: first!.doc,
      p_epoch: first!.epoch,
      p_from: 0,
      p_to: 1,
      p_rows: part(first!),
    }
    await meanwhile(database, 'service', 'apply_projection', one, () =>
      apply(database, second!, 0, 1, part(second!)),
    )
    const [overview] = await database.query(
      'select scene_count from public.project_overview where project_id = $1',
      [project],
    )
    expect(overview).toEqual({ scene_count: 2 })
  })

  it('TAB-11 TAB-3 does not write rows that are the same, nor touch their times', async () => {
    const { scene, sceneIds, root, project } = await board()
    await scene.append([scene.event()])
    const part = { scene_drafts: { upsert: [rows.sceneRow(sceneIds)] } }
    await apply(database, scene, 0, 1, part)
    const version = () =>
      one<{ xmin: string; updated_at: string }>(
        'select xmin::text as xmin, updated_at from public.scene_drafts where id = $1::text::uuid',
        scene.doc,
      )
    const before = await version()
    await apply(database, scene, 1, 2, part)
    expect(await version()).toEqual(before)
    await apply(database, root, 0, 1, {
      scene_cards: { upsert: [rows.cardRow(project, scene.doc, 7)] },
    })
    const moved = await version()
    expect(moved!.xmin).not.toBe(before!.xmin)
    expect(moved!.updated_at).toBe(before!.updated_at)
  })

  it('TAB-9 a document is work exactly while its cursor is behind its log', async () => {
    const { scene, sceneIds } = await board()
    const mine = async () => (await work(database, 1000)).find(({ doc }) => doc === scene.doc)
    expect(await mine()).toMatchObject({
      kind: 'scene',
      project: sceneIds.project,
      owner: sceneIds.user,
      head: 1,
      cursor: 0,
    })
    await apply(database, scene, 0, 1, {})
    expect(await mine()).toBeUndefined()
    for (let round = 1; round <= 25; round += 1) {
      await Promise.all([
        scene.append([scene.event()]),
        refusalOf(apply(database, scene, round, round + 1, {})).then((refusal) =>
          refusal === null ? null : expect(refusal).toBe('invalid PT422'),
        ),
      ])
      const [row] = await database.query<{ seq: number }>(
        'select seq from engine.cursors where doc_id = $1::text::uuid',
        [scene.doc],
      )
      const pending = await mine()
      if (row!.seq === round + 1) expect(pending).toBeUndefined()
      else {
        expect(pending).toMatchObject({ head: round + 1, cursor: round })
        await apply(database, scene, round, round + 1, {})
      }
    }
  })

  it('TAB-9 an append that commits while a projection ends leaves the document pending', async () => {
    const { scene } = await board()
    const append = {
      p_doc: scene.doc,
      p_session: scene.id,
      p_epoch: scene.epoch,
      p_events: [scene.event()],
    }
    const project = () => apply(database, scene, 0, 1, {})
    await meanwhile(database, scene.caller, 'append_events', append, project)
    expect((await work(database, 1000)).find(({ doc }) => doc === scene.doc)).toMatchObject({
      head: 2,
      cursor: 1,
    })
  })

  it('TAB-10 from 0 or with replace, what is not named goes; facts keep their references', async () => {
    const { screenplay, scene, sceneIds, doc, user, project } = await board()
    const [a, b, c] = [0, 1, 2].map((index) => rows.sectionRow(randomUUID(), doc, index))
    const script = { upsert: [rows.screenplayRow({ doc, user })] }
    const sections = async () =>
      (
        await database.query<{ id: string }>(
          'select id::text from public.screenplay_sections where screenplay_id = $1::text::uuid order by order_index',
          [doc],
        )
      ).map(({ id }) => id)
    await screenplay.append([screenplay.event(), screenplay.event(), screenplay.event()])
    await apply(database, screenplay, 0, 1, {
      screenplays: script,
      screenplay_sections: { upsert: [a!, b!, c!] },
    })
    await apply(database, screenplay, 1, 2, { screenplay_sections: { remove: [a!.id] } })
    expect(await sections()).toEqual([b!.id, c!.id])
    await apply(database, screenplay, 2, 3, {
      screenplay_sections: { upsert: [a!, c!], replace: true },
    })
    expect(await sections()).toEqual([a!.id, c!.id])
    await apply(database, scene, 0, 1, { scene_drafts: { upsert: [rows.sceneRow(sceneIds)] } })
    await database.query(
      `with upload as (insert into public.video_uploads (project_id, user_id) values ($1, $2::text::uuid))
       insert into public.continuity_scene_states
         (location, characters, props, prompt, tone, timestamp, user_id, scene_draft_id)
       values ('', '[]', '[]', '', '', now(), $2::text::uuid, $3::text::uuid)`,
      [project, user, scene.doc],
    )
    expect(await call(database, 'service', 'reset_projection', { p_doc: doc })).toEqual({
      reset: 1,
    })
    expect(await sections()).toEqual([a!.id, c!.id])
    expect((await work(database, 1000)).find((entry) => entry.doc === doc)).toMatchObject({
      cursor: 0,
      head: 4,
    })
    await apply(database, screenplay, 0, 4, {
      screenplays: script,
      screenplay_sections: { upsert: [b!] },
    })
    expect(await sections()).toEqual([b!.id])
    await call(database, 'service', 'reset_projection')
    await apply(database, scene, 0, 1, { scene_drafts: { upsert: [rows.sceneRow(sceneIds)] } })
    const kept = await one<{ uploads: number; states: number }>(
      `select (select count(*)::int from public.video_uploads where project_id = $1) as uploads,
        (select count(*)::int from public.continuity_scene_states where scene_draft_id::text = $2) as states`,
      project,
      scene.doc,
    )
    expect(kept).toEqual({ uploads: 1, states: 1 })
  })
})
