import { randomUUID } from 'node:crypto'
import type { Database } from '@coldopen/sync/server'
import { call } from '../../migrations/support/Caller.ts'
import type { Caller } from '../../migrations/support/Caller.ts'
import type { TestDatabase } from '../../migrations/support/TestDatabase.ts'
import { base64, updateBy, Writer } from '../../migrations/support/World.ts'
import { rate } from './Rate.ts'

/** What one event's update holds. */
export const text = 'x'.repeat(24)

/** How often a second that many writers, each in a loop of its own, end `op`. */
export const rateOf = (writers: number, op: (writer: number) => Promise<unknown>) =>
  rate(
    Array.from({ length: writers }, (_, writer) => () => op(writer)),
    700,
  )

/** Each connection has its plans before anything is timed: PostgreSQL makes a lasting one at the sixth call. */
export const warm = async (connections: number, op: (writer: number) => Promise<unknown>) => {
  for (let turn = 0; turn < 8; turn += 1)
    await Promise.all(Array.from({ length: connections }, (_, writer) => op(writer)))
}

/** Every later connection speaks for that account, and rings the doorbell that way. */
export const actAs = (database: Database, user: string, doorbell: string): Promise<void> =>
  database.exec(
    `alter role postgres set request.jwt.claims = '${JSON.stringify({ role: 'authenticated', sub: user })}';
     alter role postgres set coldopen.doorbell = '${doorbell}';`,
  )

/** A pool whose connections are all there before anything is timed. */
export const openPool = async (test: TestDatabase, connections: number): Promise<Database> => {
  const pool = await test.connect(connections)
  await Promise.all(Array.from({ length: connections }, () => pool.query('select pg_sleep(0.05)')))
  return pool
}

const append =
  'select public.append_events($1::text::uuid, $2::text::uuid, $3, $4::text::jsonb)::text as answer'

/** As light to make as the floor's rows: what the client computes is in both rates. */
export const appends = (database: Database, writers: readonly Writer[], batch: number) => {
  const bodies = writers.map((writer) => base64(updateBy(writer.clientId, 1, text)))
  return (index: number) => {
    const at = index % writers.length
    const writer = writers[at]!
    const events = Array.from({ length: batch }, () => ({
      event_id: randomUUID(),
      session_seq: writer.next++,
      base_seq: 0,
      client_id: writer.clientId,
      encoding: 'v1',
      body: bodies[at],
      authored_at: '2026-11-20T10:00:00Z',
    }))
    return database.query(append, [writer.doc, writer.id, writer.epoch, JSON.stringify(events)])
  }
}

/** Not a project document: those also tell every member. */
export const newScreenplay = async (database: Database, caller: Caller): Promise<string> => {
  const [project, doc] = [randomUUID(), randomUUID()]
  await call(database, caller, 'create_project', { p_project: project })
  await call(database, caller, 'create_document', {
    p_project: project,
    p_doc: doc,
    p_kind: 'screenplay',
  })
  return doc
}

/** Sessions of one account, each in a document of its own or all in one. */
export const writersOf = async (
  database: Database,
  user: string,
  count: number,
  doc?: string,
): Promise<readonly Writer[]> => {
  const writers: Writer[] = []
  for (let index = 0; index < count; index += 1) {
    const target = doc ?? (await newScreenplay(database, { user }))
    writers.push(await Writer.open(database, { user }, target))
  }
  return writers
}
