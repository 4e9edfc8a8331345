import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '@coldopen/sync/server'
import { call } from './support/Caller.ts'
import {
  apply,
  cardRow,
  projectRow,
  readAll,
  sceneRow,
  screenplayRow,
  sectionRow,
} from './support/Projection.ts'
import type { Changes, Row } from './support/Projection.ts'
import { openTestDatabase } from './support/TestDatabase.ts'
import type { TestDatabase } from './support/TestDatabase.ts'
import { newProject, Writer } from './support/World.ts'

let test: TestDatabase
let database: Database
beforeAll(async () => {
  test = await openTestDatabase({ defaults: 'none' })
  database = test.database
})
afterAll(() => test.close())

const keys: Readonly<Record<string, string>> = {
  scene_cards: 'scene_id',
  screenplay_cards: 'screenplay_id',
}
const keyOf = (table: string, row: Row) => String(row[keys[table] ?? 'id'])

/** What one document stands for, and how far its projection is. */
interface Projected {
  readonly writer: Writer
  cursor: number
  rows: Record<string, readonly Row[]>
}

const whole = (rows: Projected['rows']): Changes =>
  Object.fromEntries(Object.entries(rows).map(([table, upsert]) => [table, { upsert }]))

const difference = (before: Projected['rows'], after: Projected['rows']): Changes =>
  Object.fromEntries(
    Object.entries(after).map(([table, rows]) => {
      const kept = new Set(rows.map((row) => keyOf(table, row)))
      const gone = (before[table] ?? [])
        .map((row) => keyOf(table, row))
        .filter((key) => !kept.has(key))
      return [table, { upsert: rows, remove: gone }]
    }),
  )

/** A step: which document gets an event, and a number its new rows are made from. */
const steps = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat()), { minLength: 4, maxLength: 24 })

it('TAB-5 whatever happened in whatever order, incremental equals rebuilt to the bit', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.infiniteStream(fc.nat()), async (history, order) => {
      const { owner, project, doc } = await newProject(database)
      const user = owner.user
      const scenes = [randomUUID(), randomUUID(), randomUUID()]
      for (const scene of scenes)
        await call(database, owner, 'create_document', {
          p_project: project,
          p_doc: scene,
          p_kind: 'scene',
        })
      const sectionIds = Array.from({ length: 4 }, () => randomUUID())
      const hidden = (number: number) => ({
        archived: number % 3 === 0,
        deleted_at: number % 3 === 0 ? '2026-11-20T11:00:00+00:00' : null,
      })
      const rowsOf = (id: string, number: number): Projected['rows'] => {
        if (id === project)
          return {
            projects: [projectRow(project, { title: `Title ${number}` })],
            scene_cards: scenes
              .filter((_, index) => (number >> index) % 2 === 0)
              .map((scene, index) =>
                cardRow(project, scene, (index + number) % 3, hidden(number + index)),
              ),
            screenplay_cards:
              number % 2 === 0
                ? [{ project_id: project, screenplay_id: doc, order_index: 0, ...hidden(number) }]
                : [],
          }
        if (id === doc)
          return {
            screenplays: [screenplayRow({ doc, user }, { content: `Draft ${number}` })],
            screenplay_sections: sectionIds
              .filter((_, index) => (number >> index) % 2 === 0)
              .map((section, index) =>
                sectionRow(section, doc, index, { content: `Text ${number % 5}` }),
              ),
          }
        const duration = (number % 97) / 10
        return { scene_drafts: [sceneRow({ doc: id, project, user }, { duration })] }
      }
      const documents: Projected[] = []
      for (const id of [project, doc, ...scenes])
        documents.push({ writer: await Writer.open(database, owner, id), cursor: 0, rows: {} })

      for (const [index, number] of history) {
        const document = documents[index]!
        const { writer } = document
        const { head } = await writer.append([writer.event()])
        const rows = rowsOf(writer.doc, number)
        const changes = number % 4 === 0 ? whole(rows) : difference(document.rows, rows)
        const replaced = Object.fromEntries(
          Object.entries(changes).map(([table, change]) => [
            table,
            { ...change, replace: number % 4 === 0 },
          ]),
        )
        await apply(database, writer, document.cursor, head, replaced)
        Object.assign(document, { cursor: head, rows })
      }
      const incremental = await readAll(database)

      const shuffled = documents
        .filter(({ cursor }) => cursor > 0)
        .map((document) => ({ document, place: order.next().value ?? 0 }))
        .sort((a, b) => a.place - b.place)
      for (const { document } of shuffled)
        await call(database, 'service', 'reset_projection', { p_doc: document.writer.doc })
      for (const { document } of shuffled)
        await apply(database, document.writer, 0, document.cursor, whole(document.rows))
      expect(await readAll(database)).toEqual(incremental)
    }),
    { numRuns: 10 },
  )
})
