import { randomUUID } from 'node:crypto'
import { importFountain } from '@coldopen/core/fountain'
import { diffRows, makeProjector, type Rows, withoutLate } from '@coldopen/core/projection'
import { insertText, openScript, readScript } from '@coldopen/core/screenplay'
import { seededIds } from '@coldopen/core/testing'
import type { Database } from '@coldopen/sync/server'
import { Result } from 'effect'
import * as Y from 'yjs'
import { openTestDatabase } from '../migrations/support/TestDatabase.ts'
import { newProject } from '../migrations/support/World.ts'
import { median, type BenchResult, type Measure } from './Bench.ts'

const sizes = [500, 4_000, 16_000]
const edits = 40
/** Steps between two pauses in which the row that holds the whole script is written. */
const between = 8
const at = '2026-11-20T10:00:00.000000+00:00'

/** A script of that many blocks, ten to a scene. */
const script = (blocks: number): string =>
  Array.from({ length: blocks }, (_, index) =>
    index % 10 === 0 ? `INT. ROOM ${index} - DAY` : `Somebody waits for the ${index}th time.`,
  ).join('\n\n')

const apply = (
  database: Database,
  { doc, epoch }: { readonly doc: string; readonly epoch: number },
  from: number,
  rows: object,
  to = from + 1,
) =>
  database.query(
    'select public.apply_projection($1::text::uuid, $2, $3, $4, $5::text::jsonb)::text as answer',
    [doc, epoch, from, to, JSON.stringify(rows)],
  )

const whole = (rows: Rows) =>
  Object.fromEntries(
    Object.entries(rows).map(([table, upsert]) => [table, { upsert, remove: [], replace: true }]),
  )

/**
 * Projects one change after another of a script as the projector does: the whole step, its SQL alone, a bare upsert of the
 * same section, and the row of the whole script, which follows in a pause (PJR-19).
 */
const measure = async (database: Database, blocks: number) => {
  const { owner, project, doc, epoch } = await newProject(database)
  await database.query(
    `insert into engine.events (doc_id, seq, event_id, actor_id, session_id, session_seq, base_seq, client_id,
       authored_at, committed_at, encoding, body)
     select $1::text::uuid, n, gen_random_uuid(), $2::text::uuid, $3::text::uuid, n, 0, 1, now(), now(), 'v1', '\\x0000'
     from generate_series(1, ${edits + 1}) n`,
    [doc, owner.user, randomUUID()],
  )
  const ydoc = new Y.Doc()
  const ids = seededIds(blocks)
  Result.getOrThrow(importFountain(script(blocks), ids)).write(ydoc)
  const projector = makeProjector('screenplay', ydoc)
  const context = { document: doc, project, owner: owner.user, createdAt: at, changedAt: at }
  let rows = projector.rows({ ...context, seq: 1 })
  const started = performance.now()
  await apply(database, { doc, epoch }, 0, whole(rows))
  const rebuild = performance.now() - started
  const open = openScript({ doc: ydoc, ids })
  const middle = readScript(ydoc)[Math.floor(blocks / 2) + 1]
  if (middle === undefined) throw new Error('the script has blocks')
  const [step, sql, upsert, late]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let seq = 1; seq <= edits; seq += 1) {
    insertText(open, middle.id, 0, 'x')
    const begun = performance.now()
    const projected = projector.rows({ ...context, seq: seq + 1 })
    const next = withoutLate(rows, projected)
    const changes = diffRows(rows, next)
    const ready = performance.now()
    await apply(database, { doc, epoch }, seq, changes)
    step.push(performance.now() - begun)
    sql.push(performance.now() - ready)
    rows = next
    const [section] = changes.screenplay_sections?.upsert ?? []
    if (section === undefined) throw new Error('a section changed')
    const bare = performance.now()
    await database.query(
      `insert into public.screenplay_sections (id, screenplay_id, heading, content, order_index, created_at)
       values ($1::text::uuid, $2::text::uuid, $3, $4, $5, $6::text::timestamptz)
       on conflict (id) do update set heading = excluded.heading, content = excluded.content || ' '`,
      [section.id, doc, section.heading, section.content, section.order_index, section.created_at],
    )
    upsert.push(performance.now() - bare)
    if (seq % between > 0) continue
    const rested = performance.now()
    await apply(database, { doc, epoch }, seq + 1, diffRows(rows, projected), seq + 1)
    late.push(performance.now() - rested)
    rows = projected
  }
  const walked = performance.now()
  const fresh = makeProjector('screenplay', ydoc).rows({ ...context, seq: 1 })
  const walk = performance.now() - walked
  await database.query(
    'delete from public.screenplay_sections where screenplay_id = $1::text::uuid',
    [doc],
  )
  const inserted = performance.now()
  await database.query(
    `insert into public.screenplay_sections
     select * from jsonb_populate_recordset(null::public.screenplay_sections, $1::text::jsonb)`,
    [JSON.stringify(fresh.screenplay_sections)],
  )
  const insert = performance.now() - inserted
  projector.close()
  ydoc.destroy()
  return { step, sql, upsert, late, rebuild: walk + rebuild, floor: walk + insert }
}

/** P18: one step of a script at several lengths, beside a bare upsert of one row. */
export const measureSteps = async (): Promise<BenchResult> => {
  const test = await openTestDatabase({ defaults: 'none' })
  const found = new Map<number, Awaited<ReturnType<typeof measure>>>()
  for (const blocks of sizes) found.set(blocks, await measure(test.database, blocks))
  await test.close()
  const measures: Measure[] = [...found].flatMap(([blocks, { step, sql, upsert, late }]) => [
    { name: `a step of ${blocks} blocks`, unit: 'ms' as const, samples: step },
    { name: `… its SQL`, unit: 'ms' as const, samples: sql },
    { name: `… a bare upsert of its section`, unit: 'ms' as const, samples: upsert },
    { name: `… its whole script, in a pause`, unit: 'ms' as const, samples: late },
  ])
  const [small, large] = [found.get(500), found.get(16_000)]
  if (small === undefined || large === undefined) throw new Error('both were measured')
  return {
    measures,
    ratios: [
      {
        goal: 'P18',
        name: 'a step of 500 blocks : one-row upsert',
        value: median(small.step) / median(small.upsert),
        most: 2,
      },
      {
        goal: 'P18',
        name: 'a step of 16,000 blocks : of 500',
        value: median(large.step) / median(small.step),
        most: 1.5,
      },
      {
        goal: 'P18',
        name: 'rebuild of 16,000 blocks : walk + bulk insert',
        value: large.rebuild / large.floor,
        most: 1.5,
      },
    ],
  }
}
