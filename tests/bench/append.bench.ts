import { randomUUID } from 'node:crypto'
import type { Database } from '@coldopen/sync/server'
import { newUser } from '../migrations/support/Caller.ts'
import { openTestDatabase } from '../migrations/support/TestDatabase.ts'
import { updateBy } from '../migrations/support/World.ts'
import { median } from './Bench.ts'
import type { Bench, Measure, Ratio } from './Bench.ts'
import {
  actAs,
  appends,
  newScreenplay,
  openPool,
  rateOf,
  text,
  warm,
  writersOf,
} from './support/Appends.ts'

const rounds = 5
const documents = 100

const insert = `insert into engine.events (
    doc_id, seq, event_id, actor_id, session_id, session_seq, base_seq, client_id, authored_at, committed_at,
    encoding, body
  ) values ($1::text::uuid, $2, $3::text::uuid, $4::text::uuid, $5::text::uuid, $2, 0, 1, $6::text::timestamptz,
    clock_timestamp(), 'v1', $7)`

/** The floor: the same rows, written by a bare INSERT with its values given. */
const bareInserts = (database: Database, user: string) => {
  const logs = Array.from({ length: documents }, () => ({
    doc: randomUUID(),
    session: randomUUID(),
    seq: 0,
  }))
  const body = updateBy(1, 1, text)
  return (writer: number) => {
    const log = logs[(writer * 3 + Math.floor(Math.random() * 3)) % documents]!
    log.seq += 1
    return database.query(insert, [
      log.doc,
      log.seq,
      randomUUID(),
      user,
      log.session,
      '2026-11-20T10:00:00Z',
      body,
    ])
  }
}

export const bench: Bench = {
  name: 'append',
  about:
    'the append function against a bare INSERT of the same rows (P4, P5, P6), native PostgreSQL 17',
  run: async () => {
    const test = await openTestDatabase({ defaults: 'none' })
    const { database } = test
    const { user } = await newUser(database)
    const open = async (doorbell: string, connections: number) => {
      await actAs(database, user, doorbell)
      return openPool(test, connections)
    }
    // As many connections as writers: one of the writers is not 32 clients who take turns.
    const alone = await open('process', 1)
    const eight = await open('process', 8)
    const crowd = await open('process', 32)
    const broadcasting = await open('broadcast', 8)
    const spread = await writersOf(database, user, documents)
    const hot = await writersOf(database, user, 32, await newScreenplay(database, { user }))

    const samples = new Map<string, number[]>()
    const add = (name: string, value: number) =>
      samples.set(name, [...(samples.get(name) ?? []), value])
    const pools = [
      { writers: 1, pool: alone },
      { writers: 8, pool: eight },
      { writers: 32, pool: crowd },
    ].map(({ writers, pool }) => ({
      writers,
      bare: bareInserts(pool, user),
      one: appends(pool, spread, 1),
    }))
    const hundred = appends(alone, spread, 100)
    const hotOne = appends(alone, hot, 1)
    const hotCrowd = appends(crowd, hot, 1)
    const broadcast = appends(broadcasting, spread, 1)
    for (const { writers, bare, one } of pools) {
      await warm(writers, bare)
      await warm(writers, one)
    }
    await warm(1, hundred)
    await warm(8, broadcast)
    for (let round = 0; round < rounds; round += 1) {
      for (const { writers, bare, one } of pools) {
        add(`bare ${writers}`, await rateOf(writers, bare))
        add(`append ${writers}`, await rateOf(writers, one))
      }
      add('hot 1', await rateOf(1, hotOne))
      add('hot 32', await rateOf(32, hotCrowd))
      add('hundred', (await rateOf(1, hundred)) * 100)
      add('append 8, rung by a broadcast from the database', await rateOf(8, broadcast))
    }
    for (const pool of [alone, eight, crowd, broadcasting]) await pool.close()
    await test.close()

    const of = (name: string) => samples.get(name) ?? []
    const ratio = (a: string, b: string) =>
      median(of(a).map((value, index) => value / (of(b)[index] ?? Number.NaN)))
    const measures: Measure[] = [...samples].map(([name, values]) => ({
      name,
      unit: 'per s',
      samples: values,
    }))
    const ratios: Ratio[] = [
      ...[1, 8, 32].map((writers) => ({
        goal: 'P4',
        name: `append : bare INSERT, ${writers} writers`,
        value: ratio(`append ${writers}`, `bare ${writers}`),
        least: 0.75,
      })),
      {
        goal: 'P5',
        name: 'one hot document, 32 writers : 1',
        value: ratio('hot 32', 'hot 1'),
        least: 1,
      },
      {
        goal: 'P6',
        name: '100 events in one call : one a call',
        value: ratio('hundred', 'append 1'),
        least: 25,
      },
    ]
    return { measures, ratios }
  },
}
