import { Result } from 'effect'
import { Schema } from 'effect'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createDocument } from '../document/CreateDocument.ts'
import { importFountain } from '../format/fountain/ImportFountain.ts'
import { derivedUuid } from '../id/DerivedUuid.ts'
import {
  addCard,
  addScreenplay,
  createProject,
  moveCard,
  removeCard,
} from '../project/EditProject.ts'
import { openProject } from '../project/Project.ts'
import { createSceneCard } from '../scene/EditSceneCard.ts'
import { readScenes } from '../screenplay/Scene.ts'
import { openScript } from '../screenplay/Script.ts'
import { insertText } from '../screenplay/EditText.ts'
import { moveScene } from '../screenplay/MoveScene.ts'
import { seededIds } from '../testing/SeededIds.ts'
import type { Rows } from './Catalog.ts'
import { ProjectRow } from './director/ProjectRow.ts'
import { projectOverview } from './director/ProjectOverview.ts'
import { SceneCardRow } from './director/SceneCardRow.ts'
import { SceneDraftRow } from './director/SceneDraftRow.ts'
import { ScreenplayCardRow } from './director/ScreenplayCardRow.ts'
import { ScreenplayRow } from './director/ScreenplayRow.ts'
import { ScreenplaySectionRow } from './director/ScreenplaySectionRow.ts'
import type { ProjectionContext } from './ProjectionContext.ts'
import { project } from './Projector.ts'

const ids = seededIds(7)
const context: ProjectionContext = {
  document: ids.uuid(),
  project: ids.uuid(),
  owner: ids.uuid(),
  createdAt: '2026-11-20T09:00:00.000001+00:00',
  seq: 12,
  changedAt: '2026-11-20T10:00:00.000001+00:00',
}

const source = `Title: _**Rope**_
Author: M. K.

FADE IN:

INT. HUT - NIGHT #1#

Rain. *Endless* rain.

MIRA
(low)
Who is there?

EXT. GORGE - DAWN

The bridge is gone.
`

const screenplay = (text = source): Y.Doc => {
  const doc = new Y.Doc()
  Result.getOrThrow(importFountain(text, seededIds(3))).write(doc)
  return doc
}

const schemas = {
  screenplays: ScreenplayRow,
  screenplay_sections: ScreenplaySectionRow,
  scene_drafts: SceneDraftRow,
  scene_cards: SceneCardRow,
  screenplay_cards: ScreenplayCardRow,
  projects: ProjectRow,
}

const expectValid = (rows: Rows): void => {
  for (const [table, list] of Object.entries(rows))
    for (const row of list)
      expect(Schema.is(schemas[table as keyof typeof schemas])(row), JSON.stringify(row)).toBe(true)
}

describe('projection of a screenplay', () => {
  it('PROJ-1 the row holds title, Fountain text, log position and the times of the context', () => {
    const rows = project('screenplay', screenplay(), context)
    expect(rows.screenplays).toEqual([
      {
        id: context.document,
        user_id: context.owner,
        title: 'Rope',
        content: source,
        version: 12,
        created_at: context.createdAt,
        updated_at: context.changedAt,
      },
    ])
    expectValid(rows)
    const early = project('screenplay', new Y.Doc(), { ...context, seq: 0 })
    expect(early.screenplays?.[0]).toMatchObject({ title: 'Untitled', content: '', version: 1 })
  })

  it('PROJ-2 a section for each scene, by the id of its heading, in the order shown', () => {
    const doc = screenplay()
    const rows = project('screenplay', doc, context)
    const scenes = readScenes(doc)
    expect(
      rows.screenplay_sections?.map((row) => [row.order_index, row.heading, row.content]),
    ).toEqual([
      [0, '', 'FADE IN:'],
      [
        1,
        'INT. HUT - NIGHT',
        'INT. HUT - NIGHT #1#\n\nRain. *Endless* rain.\n\nMIRA\n(low)\nWho is there?',
      ],
      [2, 'EXT. GORGE - DAWN', 'EXT. GORGE - DAWN\n\nThe bridge is gone.'],
    ])
    const before = rows.screenplay_sections?.map((row) => row.id) ?? []
    expect(before[1]).toBe(derivedUuid(context.document, scenes[1]?.id ?? ''))
    const script = openScript({ doc, ids: seededIds(8) })
    const [, hut, gorge] = scenes.map((scene) => scene.id)
    moveScene(script, gorge!, hut!)
    insertText(script, gorge!, 0, 'THE ')
    const after = project('screenplay', doc, context).screenplay_sections?.map((row) => row.id)
    expect(after).toEqual([before[0], before[2], before[1]])
    expectValid(rows)
  })

  it('PROJ-3 sections joined by blank lines are the content behind the title page', () => {
    const { screenplays, screenplay_sections } = project('screenplay', screenplay(), context)
    const joined = screenplay_sections?.map((row) => row.content).join('\n\n')
    expect(screenplays?.[0]?.content).toBe(`Title: _**Rope**_\nAuthor: M. K.\n\n${joined}\n`)
  })

  it('PROJ-4 what PostgreSQL cannot hold is replaced: NUL and halves of surrogate pairs', () => {
    const doc = screenplay('A\n')
    const script = openScript({ doc, ids: seededIds(8) })
    const [first] = script.index.order()
    insertText(script, first!, 0, 'a\0b')
    const content = project('screenplay', doc, context).screenplays?.[0]?.content
    expect(content).toBe('a\uFFFDbA\n')
    const card = new Y.Doc()
    createSceneCard(card, { prompt: 'x\0\ud800', duration: 1 }, ids)
    const row = project('scene', card, context).scene_drafts?.[0]
    expect(row?.prompt_text).toBe('x\uFFFD\uFFFD')
  })
})

describe('projection of scenes and projects', () => {
  it('PROJ-5 a scene document is one draft', () => {
    const doc = new Y.Doc()
    createSceneCard(doc, { prompt: 'A bridge', duration: 2.5, shotType: 'wide' }, ids)
    const rows = project('scene', doc, context)
    expect(rows).toEqual({
      scene_drafts: [
        {
          id: context.document,
          user_id: context.owner,
          project_id: context.project,
          prompt_text: 'A bridge',
          duration: 2.5,
          scene_type: null,
          shot_type: 'wide',
          created_at: context.createdAt,
          updated_at: context.changedAt,
        },
      ],
    })
    expectValid(rows)
  })

  it('PROJ-6 a project document is its own row and a place for each scene and screenplay', () => {
    const doc = new Y.Doc()
    createProject(doc, { title: 'Rope', createdAt: context.createdAt })
    const open = openProject({ doc, ids: seededIds(9) })
    const [a, b, script] = [ids.uuid(), ids.uuid(), ids.uuid()]
    addCard(open, a)
    addCard(open, b)
    addCard(open, 'not a document')
    addScreenplay(open, script)
    moveCard(open, b, a)
    removeCard(open, a, '2026-11-20T11:00:00Z')
    const owned = { ...context, document: context.project }
    const rows = project('project', doc, owned)
    expect(rows.projects).toEqual([
      {
        id: context.project,
        title: 'Rope',
        slug: 'rope',
        archived: false,
        created_at: context.createdAt,
        updated_at: context.changedAt,
      },
    ])
    expect(rows.scene_cards).toEqual([
      {
        project_id: context.project,
        scene_id: b,
        order_index: 0,
        archived: false,
        deleted_at: null,
      },
      {
        project_id: context.project,
        scene_id: a,
        order_index: 1,
        archived: true,
        deleted_at: '2026-11-20T11:00:00.000Z',
      },
    ])
    expect(rows.screenplay_cards?.map((row) => row.screenplay_id)).toEqual([script])
    expectValid(rows)
  })

  it('PROJ-7 an overview counts the visible cards whose scene is known', () => {
    const cards = ['a', 'b', 'c'].map((scene_id, order_index) => ({
      project_id: 'p',
      scene_id,
      order_index,
      archived: scene_id === 'b',
      deleted_at: null,
    }))
    const draft = (id: string, duration: number) => ({
      id,
      duration,
      user_id: 'u',
      project_id: 'p',
      prompt_text: '',
      scene_type: null,
      shot_type: null,
      created_at: '',
      updated_at: '',
    })
    const source = {
      project: 'p',
      owner: 'u',
      createdAt: '2026-11-20T09:00:00Z',
      cards,
      drafts: [draft('a', 1.5), draft('b', 8), draft('x', 9)],
      changes: ['2026-11-20T09:30:00+01:00', '2026-11-20T09:00:00Z'],
    }
    expect(projectOverview(source)).toEqual({
      project_id: 'p',
      user_id: 'u',
      scene_count: 1,
      total_duration: 1.5,
      project_created_at: '2026-11-20T09:00:00Z',
      last_updated: '2026-11-20T09:00:00Z',
    })
    expect(projectOverview({ ...source, changes: [] }).last_updated).toBe(source.createdAt)
  })

  it('PROJ-8 a timeline has no tables yet, and every kind can be projected before it has arrived', () => {
    expect(project('timeline', new Y.Doc(), context)).toEqual({})
    for (const kind of ['project', 'screenplay', 'scene'] as const)
      expectValid(project(kind, new Y.Doc(), context))
    const doc = new Y.Doc()
    createDocument(doc, 'screenplay')
    expect(project('screenplay', doc, context).screenplay_sections).toEqual([])
  })
})
