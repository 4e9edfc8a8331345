import { importFountain } from '@coldopen/core/fountain'
import { projectOverview } from '@coldopen/core/projection'
import {
  addCard,
  addScreenplay,
  createProject,
  moveCard,
  openProject,
  removeCard,
} from '@coldopen/core/project'
import { createSceneCard, editSceneCard } from '@coldopen/core/scene'
import { openScript } from '@coldopen/core/screenplay'
import { actOnScript, scriptAct, scriptWriter, seededIds } from '@coldopen/core/testing'
import { startProjector, type RunningProjector } from '@coldopen/sync/projector'
import { silentLog } from '@coldopen/sync/server'
import { Result } from 'effect'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../support/Author.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { Backlot, timeless } from './Backlot.ts'

const script = `Title: Rope

INT. HUT - NIGHT

Rain. *Endless* rain.

MIRA
Who is there?

EXT. GORGE - DAWN

The bridge is gone.
`

describe('the read models of a backend', () => {
  let backend: TestBackend
  let projector: RunningProjector
  beforeAll(async () => {
    backend = await startBackend({ projector: false })
    const { url, secretKey } = backend
    projector = await startProjector({ url, secretKey, log: silentLog })
  })
  afterAll(async () => {
    await projector.close()
    await backend.close()
  })

  /** A project with a screenplay and scenes, one of which is put away. */
  const furnish = async () => {
    const lot = await Backlot.build(backend)
    const [play, ...scenes] = [
      await lot.create('screenplay'),
      await lot.create('scene'),
      await lot.create('scene'),
      await lot.create('scene'),
    ]
    const board = await lot.author(lot.project)
    const project = openProject({ doc: board.doc, ids: seededIds(1) })
    await board.edit((doc) =>
      createProject(doc, { title: 'Rope', createdAt: '2026-01-01T00:00:00Z' }),
    )
    await board.edit(() => addScreenplay(project, play))
    for (const scene of scenes) await board.edit(() => addCard(project, scene))
    await board.edit(() => moveCard(project, scenes[2] ?? '', scenes[0] ?? null))
    await board.edit(() => removeCard(project, scenes[1] ?? '', '2026-02-01T00:00:00Z'))
    for (const [index, scene] of scenes.entries()) {
      const card = await lot.author(scene)
      const ids = seededIds(index + 2)
      await card.edit((doc) => createSceneCard(doc, { prompt: 'Rain', duration: 1.1 }, ids))
      await card.edit((doc) => editSceneCard(doc, { duration: 0.1 * index, shotType: 'wide' }, ids))
    }
    const author = await lot.author(play)
    const { write } = Result.getOrThrow(importFountain(script, seededIds(9)))
    await author.edit(write)
    return { lot, play, author }
  }

  const expectRows = async (lot: Backlot) => {
    const expected = await lot.expected()
    const sorted = (rows: readonly object[]) =>
      rows.map(timeless).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
    const places = new Map(expected.scene_cards?.map((card) => [card.scene_id, card]))
    const drafts = expected.scene_drafts?.map((draft) => {
      const { order_index = 0, archived = true, deleted_at = null } = places.get(draft.id) ?? {}
      return { ...draft, order_index, archived, deleted_at }
    })
    const shelf = new Map(expected.screenplay_cards?.map((card) => [card.screenplay_id, card]))
    const plays = expected.screenplays?.map((play) => {
      const { archived = true, deleted_at = null } = shelf.get(play.id) ?? {}
      return { ...play, archived, deleted_at }
    })
    const mine = async (query: string) => sorted(await lot.rows(query, lot.project))
    expect(
      await mine(`select s.* from screenplays s join engine.documents d on d.id = s.id
        where d.project_id = $1::text::uuid`),
    ).toEqual(sorted(plays ?? []))
    expect(
      await mine(`select s.* from screenplay_sections s join engine.documents d on d.id = s.screenplay_id
        where d.project_id = $1::text::uuid`),
    ).toEqual(sorted(expected.screenplay_sections ?? []))
    expect(await mine('select * from scene_drafts where project_id = $1')).toEqual(
      sorted(drafts ?? []),
    )
    const overview = projectOverview({
      project: lot.project,
      owner: lot.owner.id,
      createdAt: expected.projects?.[0]?.created_at ?? '',
      cards: expected.scene_cards ?? [],
      drafts: expected.scene_drafts ?? [],
      changes: await lot.changes(),
    })
    expect(await mine('select * from project_overview where project_id = $1')).toEqual(
      sorted([overview]),
    )
    const [statistics] = await lot.rows(
      'select * from user_statistics where user_id = $1::text::uuid',
      lot.owner.id,
    )
    expect(timeless(statistics ?? {})).toMatchObject({
      email: lot.owner.email,
      total_scenes: overview.scene_count,
      total_screenplays: plays?.filter(({ archived }) => !archived).length,
      last_activity: Date.parse(overview.last_updated),
    })
  }

  /** Everything that is projected of a project, to the letter. */
  const letters = (lot: Backlot) =>
    lot.rows(
      `select s::text as row from screenplays s where s.user_id = $1::text::uuid
       union all select s::text from screenplay_sections s
         join screenplays p on p.id = s.screenplay_id where p.user_id = $1::text::uuid
       union all select s::text from scene_drafts s where s.user_id = $1::text::uuid
       union all select s::text from project_overview s where s.user_id = $1::text::uuid
       union all select s::text from user_statistics s where s.user_id = $1::text::uuid
       order by 1`,
      lot.owner.id,
    )

  it('PJR-1 PJR-3 all five tables are what the documents say', async () => {
    const { lot } = await furnish()
    await projector.idle()
    await expectRows(lot)
  })

  it('PJR-3 random writing by two people: kept up = replayed = projected again', async () => {
    const { lot, play, author } = await furnish()
    const other = await lot.author(play)
    const authors = [author, other]
    const writers = authors.map(({ doc }, seed) =>
      scriptWriter(openScript({ doc, ids: seededIds(20 + seed) })),
    )
    const acts = fc.sample(fc.tuple(scriptAct, fc.nat({ max: 5 })), { numRuns: 50, seed: 4_711 })
    for (const [index, [act, roll]] of acts.entries()) {
      const [who, writer] = [authors[index % 2], writers[index % 2]]
      if (who === undefined || writer === undefined) continue
      if (roll === 0) await who.pull()
      await who.edit(() => actOnScript(writer, act))
      if (roll === 1) projector.wake()
      if (roll === 2) await projector.idle()
    }
    await projector.idle()
    await expectRows(lot)
    const before = await letters(lot)
    expect(before.length).toBeGreaterThan(5)
    await call(backend.service(), 'reset_projection', { p_doc: null })
    await projector.idle()
    expect(await letters(lot)).toEqual(before)
  })

  it('PJR-6 a corrupt body is quarantined and the document goes on, now and in a rebuild', async () => {
    const { lot, play, author } = await furnish()
    const vandal = await lot.author(play)
    const edited = vandal.doc.getText('junk')
    edited.insert(0, 'a text long enough to be cut')
    const { encodeStateAsUpdate, encodeStateVector } = await import('yjs')
    const whole = encodeStateAsUpdate(vandal.doc, encodeStateVector(author.doc))
    const seq = await vandal.send(whole.slice(0, -9))
    const writer = scriptWriter(openScript({ doc: author.doc, ids: seededIds(30) }))
    await author.edit(() =>
      actOnScript(writer, { what: 'type', block: 1, target: 0, from: 0, to: 0, draft }),
    )
    await expect
      .poll(() => {
        projector.wake()
        return lot.rows('select * from engine.quarantine where doc_id = $1::text::uuid', play)
      })
      .toMatchObject([{ seq, reason: expect.stringMatching(/does not decode/) }])
    await projector.idle()
    await expectRows(lot)
    const before = await letters(lot)
    await call(backend.service(), 'reset_projection', { p_doc: play })
    await projector.idle()
    expect(await letters(lot)).toEqual(before)
  })

  it('PJR-7 an event that came before what it builds on keeps its document waiting', async () => {
    const { lot, play, author } = await furnish()
    await projector.idle()
    const { encodeStateAsUpdate, encodeStateVector } = await import('yjs')
    const cuts = ['first', 'second'].map((word) => {
      const before = encodeStateVector(author.doc)
      author.doc.getText('notes').insert(0, word)
      return encodeStateAsUpdate(author.doc, before)
    })
    const [first, second] = cuts
    if (first === undefined || second === undefined) throw new Error('two updates were made')
    await author.send(second)
    await projector.idle()
    expect(projector.stats().parked).toEqual([
      { doc: play, reason: expect.stringMatching(/^MissingDependency/) },
    ])
    await author.send(first)
    await projector.idle()
    expect(projector.stats().parked).toEqual([])
    await expectRows(lot)
  })
})

const draft = { kind: 'action', text: 'And more rain.' }
