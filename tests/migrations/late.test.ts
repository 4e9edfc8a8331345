import type { Database } from '@coldopen/sync/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, refusalOf } from './support/Caller.ts'
import { apply, screenplayRow, sectionRow, work } from './support/Projection.ts'
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

/** A screenplay of four events, projected to the first. */
const begun = async () => {
  const { owner, project, doc } = await newProject(database)
  const writer = await Writer.open(database, owner, doc)
  await writer.append([writer.event(), writer.event(), writer.event(), writer.event()])
  const ids = { doc, user: owner.user }
  const script = (version: number) => ({
    screenplays: { upsert: [screenplayRow(ids, { version, content: `at ${version}` })] },
  })
  const section = (version: number) => ({
    screenplay_sections: { upsert: [sectionRow(doc, doc, 0, { content: `at ${version}` })] },
  })
  await apply(database, writer, 0, 1, { ...script(1), ...section(1) })
  const seen = async () => {
    const [row] = await database.query(
      `select p.version, p.content, s.content as section
       from public.screenplays p join public.screenplay_sections s on s.screenplay_id = p.id
       where p.id = $1::text::uuid`,
      [doc],
    )
    return row
  }
  const claimed = async (restMs: number) =>
    (await work(database, 1_000, restMs)).find((one) => one.doc === doc)
  return { owner, project, writer, script, section, seen, claimed }
}

const lag = async () =>
  (await call<{ lag: { documents: number } }>(database, 'service', 'server_health', {})).lag

describe('a row that holds a whole script', () => {
  it('TAB-13 stays true to its version when a step leaves it out, and is work until it is written', async () => {
    const { writer, script, section, seen, claimed } = await begun()
    await apply(database, writer, 1, 3, section(3))
    expect(await seen()).toEqual({ version: 1, content: 'at 1', section: 'at 3' })
    expect(await claimed(5_000)).toMatchObject({ cursor: 3, head: 4, whole: false })
    await apply(database, writer, 3, 4, section(4))
    expect(await claimed(5_000)).toBeUndefined()
    expect(await lag()).toEqual({ documents: 1, events: 0 })
    expect(await claimed(0)).toMatchObject({ cursor: 4, head: 4, whole: true })
    await apply(database, writer, 4, 4, script(4))
    expect(await seen()).toEqual({ version: 4, content: 'at 4', section: 'at 4' })
    expect(await claimed(0)).toBeUndefined()
    expect(await lag()).toEqual({ documents: 0, events: 0 })
  })

  it('TAB-13 TAB-4 of several that write it late, one does', async () => {
    const { writer, script, section, claimed } = await begun()
    expect(await refusalOf(apply(database, writer, 1, 1, script(1)))).toBe('busy PT503')
    await apply(database, writer, 1, 4, section(4))
    expect(await refusalOf(apply(database, writer, 4, 4, section(4)))).toBe('invalid PT422')
    const answers = await Promise.all(
      [1, 2, 3].map(() => refusalOf(apply(database, writer, 4, 4, script(4)))),
    )
    expect(answers.sort()).toEqual(['busy PT503', 'busy PT503', null])
    expect(await claimed(0)).toBeUndefined()
  })

  it('TAB-13 goes on as before when an event comes first, and is due five seconds after it became late', async () => {
    const { writer, script, section, claimed } = await begun()
    await apply(database, writer, 1, 4, section(4))
    await writer.append([writer.event()])
    expect(await claimed(5_000)).toMatchObject({ cursor: 4, head: 5, whole: false })
    await database.query(
      `update engine.cursors set late_since = late_since - interval '5 seconds'
       where doc_id = $1::text::uuid`,
      [writer.doc],
    )
    expect(await claimed(5_000)).toMatchObject({ cursor: 4, head: 5, whole: true })
    await apply(database, writer, 4, 5, { ...script(5), ...section(5) })
    expect(await claimed(0)).toBeUndefined()
  })

  it('TAB-7 TAB-13 the aggregates know of the change at once', async () => {
    const { owner, project, writer, section } = await begun()
    await apply(database, writer, 1, 4, section(4))
    const [row] = await database.query(
      `select o.last_updated = e.committed_at as project, s.last_activity = e.committed_at as account,
         s.updated_at = e.committed_at as stamp
       from engine.events e, public.project_overview o, public.user_statistics s
       where e.doc_id = $1::text::uuid and e.seq = 4 and o.project_id = $2
         and s.user_id = $3::text::uuid`,
      [writer.doc, project, owner.user],
    )
    expect(row).toEqual({ project: true, account: true, stamp: true })
  })
})
