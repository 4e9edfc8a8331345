import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { importFountain } from '../format/fountain/ImportFountain.ts'
import { readScriptFountain } from '../format/fountain/ScriptFountain.ts'
import { deleteText, insertText } from '../screenplay/EditText.ts'
import { openScript } from '../screenplay/Script.ts'
import { makeDice } from '../testing/Dice.ts'
import { randomEdit } from '../testing/ScriptEdits.ts'
import { replica, scriptDoc, sync } from '../testing/ScriptPicture.ts'
import { seededIds } from '../testing/SeededIds.ts'
import type { Rows, TableName } from './Catalog.ts'
import { keyColumn } from './Catalog.ts'
import { diffRows } from './Changes.ts'
import type { ProjectionContext } from './ProjectionContext.ts'
import { makeProjector, project } from './Projector.ts'

const ids = seededIds(1)
const at = (seq: number): ProjectionContext => ({
  document: '0191f7a0-0000-7000-8000-000000000001',
  project: '0191f7a0-0000-7000-8000-000000000002',
  owner: '0191f7a0-0000-7000-8000-000000000003',
  createdAt: '2026-11-20T09:00:00Z',
  seq,
  changedAt: `2026-11-20T10:00:00.${String(seq).padStart(6, '0')}Z`,
})

const picture =
  'a0 FADE IN: / h1 INT. HUT - NIGHT / a1 Rain. / c1 MIRA / d1 Who is *there*? / h2 EXT. GORGE / a2 Gone.'

/** What a table holds after changes were written to it. */
const written = (tables: Map<string, Map<string, unknown>>, before: Rows, after: Rows): void => {
  for (const [table, change] of Object.entries(diffRows(before, after))) {
    const rows = tables.get(table) ?? new Map<string, unknown>()
    tables.set(table, rows)
    for (const id of change.remove) rows.delete(id)
    for (const row of change.upsert)
      rows.set((row as unknown as Record<string, string>)[keyColumn[table as TableName]] ?? '', row)
  }
}

const held = (tables: Map<string, Map<string, unknown>>): unknown =>
  Object.fromEntries([...tables].map(([table, rows]) => [table, new Set(rows.values())]))

const asSets = (rows: Rows): unknown =>
  Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, new Set<unknown>(list)]))

const run = (seed: number, rounds: number): void => {
  const dice = makeDice(seed)
  const doc = scriptDoc(picture)
  const [one, two] = [replica(doc, 2, 'A'), replica(doc, 3, 'B')]
  const projector = makeProjector('screenplay', doc)
  const tables = new Map<string, Map<string, unknown>>([['screenplay_sections', new Map()]])
  let before: Rows = {}
  for (let round = 1; round <= rounds; round++) {
    for (let edits = dice.below(4) + 1; edits > 0; edits--)
      randomEdit(dice.below(2) === 0 ? one : two, dice)
    sync(doc, one.doc, two.doc)
    const after = projector.rows(at(round))
    const rebuilt = project('screenplay', doc, at(round))
    expect(after, `seed ${seed}, round ${round}`).toEqual(rebuilt)
    written(tables, before, after)
    expect(held(tables), `seed ${seed}, round ${round}`).toEqual(asSets(rebuilt))
    before = after
  }
  projector.close()
}

describe('incremental projection', () => {
  for (const seed of [1, 2, 3, 4, 5, 6])
    it(`PROJ-9 kept = rebuilt after each batch of two writers' edits, seed ${seed}`, () => {
      run(seed, 60)
    })

  it('PROJ-10 the difference is minimal: nothing for no change, one section for one text', () => {
    const doc = scriptDoc(picture)
    const projector = makeProjector('screenplay', doc)
    const script = openScript({ doc, ids })
    const first = projector.rows(at(1))
    expect(diffRows({}, first).screenplay_sections?.upsert).toHaveLength(3)
    expect(diffRows(first, projector.rows(at(1)))).toEqual({})
    insertText(script, script.index.order()[6]!, 0, 'All ')
    const second = projector.rows(at(2))
    const change = diffRows(first, second)
    expect(change.screenplay_sections?.upsert.map((row) => row.content)).toEqual([
      'EXT. GORGE\n\nAll Gone.',
    ])
    expect(change.screenplays?.upsert).toHaveLength(1)
    expect(diffRows(second, {}).screenplay_sections?.remove).toHaveLength(3)
  })

  it('PROJ-11 a scene nobody touched is not rendered again: its row is the same object', () => {
    const doc = scriptDoc(picture)
    const projector = makeProjector('screenplay', doc)
    const script = openScript({ doc, ids })
    const [opening, hut] = projector.rows(at(1)).screenplay_sections ?? []
    const gone = script.index.order()[6]!
    insertText(script, gone, 0, 'x')
    deleteText(script, gone, 0, 1)
    insertText(script, gone, 0, 'y')
    const again = projector.rows(at(2)).screenplay_sections ?? []
    expect(again[0]).toBe(opening)
    expect(again[1]).toBe(hut)
    expect(again[2]?.content).toContain('yGone.')
  })

  it('PROJ-12 the content of the row is the export, with line feeds and without a byte order mark', () => {
    const doc = new Y.Doc()
    const file = '\uFEFFTitle: Rope\r\n\r\nINT. HUT\r\n\r\nRain.'
    const read = importFountain(file, ids)
    if (read._tag === 'Success') read.success.write(doc)
    expect(readScriptFountain(doc)).toBe(file)
    const content = project('screenplay', doc, at(1)).screenplays?.[0]?.content
    expect(content).toBe('Title: Rope\n\nINT. HUT\n\nRain.')
  })
})
