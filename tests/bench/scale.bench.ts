import type { Database } from '@coldopen/sync/server'
import { newUser } from '../migrations/support/Caller.ts'
import { openTestDatabase } from '../migrations/support/TestDatabase.ts'
import { median } from './Bench.ts'
import type { Bench, Ratio } from './Bench.ts'
import { actAs, appends, openPool, rateOf, warm, writersOf } from './support/Appends.ts'

const rounds = 7
const writers = 8
const projects = 1_000
const perProject = 100
const perDocument = 50

/** Projects of the account with their documents, a session and a log for each; ids in the order of time, as ours are. */
const fill = async (database: Database, user: string): Promise<void> => {
  await database.exec(`
    create temporary table made on commit preserve rows as
      select gen_random_uuid() as project, p from generate_series(1, ${projects}) p;
    insert into engine.documents (id, project_id, kind, owner_id)
      select project, project, 'project', '${user}' from made;
    insert into engine.members (project_id, user_id, role) select project, '${user}', 'owner' from made;
    create temporary table docs on commit preserve rows as
      select project, gen_random_uuid() as doc, gen_random_uuid() as session
      from made, generate_series(1, ${perProject});
    insert into engine.documents (id, project_id, kind, owner_id)
      select doc, project, 'screenplay', '${user}' from docs;
    insert into engine.sessions (id, doc_id, actor_id, client_id, client_bytes, protocol)
      select session, doc, '${user}', 1, '\\x01', 1 from docs;`)
  for (let from = 1; from <= perDocument; from += 10)
    await database.exec(`
      insert into engine.events (
        doc_id, seq, event_id, actor_id, session_id, session_seq, base_seq, client_id, authored_at, committed_at,
        encoding, body
      )
      select doc, n, (lpad(to_hex(1790000000000 + n), 12, '0') || substr(gen_random_uuid()::text, 14))::uuid,
        '${user}', session, n, n - 1, 1, now(), now(), 'v1', decode(repeat('01', 34), 'hex')
      from generate_series(${from}, ${from + 9}) n, docs;`)
  await database.exec('vacuum analyze engine.events')
  await database.exec('vacuum analyze engine.documents')
  await database.exec('vacuum analyze engine.sessions')
  await database.exec('checkpoint')
}

/** A database with writers of 100 documents, and appends of one event through one and through eight connections. */
const place = async (filled: boolean) => {
  const test = await openTestDatabase({ defaults: 'none' })
  const { user } = await newUser(test.database)
  await actAs(test.database, user, 'process')
  if (filled) await fill(test.database, user)
  const spread = await writersOf(test.database, user, 100)
  const [alone, eight] = [await openPool(test, 1), await openPool(test, writers)]
  const [one, many] = [appends(alone, spread, 1), appends(eight, spread, 1)]
  await warm(1, one)
  await warm(writers, many)
  const rows = await test.database.query('select count(*)::text as n from engine.events')
  return {
    rows: Number(rows[0]?.['n']),
    one: () => rateOf(1, one),
    many: () => rateOf(writers, many),
    close: async () => {
      await alone.close()
      await eight.close()
      await test.close()
    },
  }
}

export const bench: Bench = {
  name: 'scale',
  about: `appends to a log of ${(projects * perProject * perDocument) / 1e6} million events in ${projects * perProject} documents against an empty one (P4), native PostgreSQL 17`,
  run: async () => {
    const empty = await place(false)
    const full = await place(true)
    const samples = { one: [0], oneFull: [0], many: [0], manyFull: [0] }
    for (const list of Object.values(samples)) list.length = 0
    for (let round = 0; round < rounds; round += 1) {
      samples.one.push(await empty.one())
      samples.oneFull.push(await full.one())
      samples.many.push(await empty.many())
      samples.manyFull.push(await full.many())
    }
    await empty.close()
    await full.close()
    const ratio = (name: string, of: readonly number[], to: readonly number[]): Ratio => ({
      goal: 'P4',
      name,
      value: median(of.map((value, index) => value / (to[index] ?? Number.NaN))),
      least: 0.95,
    })
    return {
      measures: [
        { name: 'append 1, empty log', unit: 'per s', samples: samples.one },
        { name: `append 1, ${full.rows} events`, unit: 'per s', samples: samples.oneFull },
        { name: `append ${writers}, empty log`, unit: 'per s', samples: samples.many },
        {
          name: `append ${writers}, ${full.rows} events`,
          unit: 'per s',
          samples: samples.manyFull,
        },
      ],
      ratios: [
        ratio('full log : empty, 1 writer', samples.oneFull, samples.one),
        ratio(`full log : empty, ${writers} writers`, samples.manyFull, samples.many),
      ],
    }
  },
}
