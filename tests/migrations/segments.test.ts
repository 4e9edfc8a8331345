import { randomUUID } from 'node:crypto'
import type { Database } from '@coldopen/sync/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, refusalOf } from './support/Caller.ts'
import type { Caller } from './support/Caller.ts'
import { openTestDatabase, type TestDatabase } from './support/TestDatabase.ts'
import { base64, join, newProject, updateBy, Writer } from './support/World.ts'
import type { LoggedEvent, Page } from './support/World.ts'

let test: TestDatabase
let database: Database
beforeAll(async () => {
  test = await openTestDatabase({ defaults: 'none' })
  database = test.database
})
afterAll(() => test.close())

const readAll = async (
  on: Database,
  caller: Caller,
  doc: string,
  epoch: number,
  limit = 1_000,
): Promise<LoggedEvent[]> => {
  const events: LoggedEvent[] = []
  for (let head = 1; events.length < head;) {
    const page = await call<Page>(on, caller, 'read_events', {
      p_doc: doc,
      p_after: events.length,
      p_epoch: epoch,
      p_limit: limit,
    })
    head = page.head
    if (page.events.length === 0 && head > events.length) throw new Error('an empty page')
    events.push(...page.events)
  }
  return events
}

/** Says that a projector stored a snapshot there. */
const snapshotAt = (on: Database, doc: string, epoch: number, seq: number) =>
  on.query(
    `insert into engine.snapshots (doc_id, seq, epoch, encoding, bytes, committed_at)
     values ($1::text::uuid, $2::text::bigint, $3::text::bigint, 'v2', 1, now())`,
    [doc, String(seq), String(epoch)],
  )

interface Compacted {
  readonly moved: number
  readonly left: number
}

const compact = (on: Database, doc: string, epoch: number, least = 1) =>
  call<Compacted>(on, 'service', 'compact_log', { p_doc: doc, p_epoch: epoch, p_least: least })

const moveAll = async (on: Database, doc: string, epoch: number) => {
  while ((await compact(on, doc, epoch)).moved > 0);
}

const countOf = async (table: 'events' | 'segments', doc: string): Promise<number> => {
  const [row] = await database.query<{ n: number }>(
    `select count(*)::integer as n from engine.${table} where doc_id = $1::text::uuid`,
    [doc],
  )
  return row?.n ?? 0
}

/** Three people writing in turn; odd sizes, dates, bases and ids. */
const written = async (rounds: number) => {
  const { owner, project, doc, epoch } = await newProject(database)
  const ben = await join(database, owner, project, 'editor')
  const writers = await Promise.all(
    [owner, ben, owner].map((who) => Writer.open(database, who, doc)),
  )
  const dates = [
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999999Z',
    '2026-11-20T12:34:56.789012Z',
  ]
  let head = 0
  for (let round = 0; round < rounds; round += 1) {
    const writer = writers[round % 3]!
    const batch = Array.from({ length: 1 + ((round * 7) % 5) }, (_, n) =>
      writer.event({
        base_seq: Math.floor(head / (1 + (n % 3))),
        authored_at: dates[(round + n) % 3]!,
        body: base64(updateBy(writer.clientId, 1, 'x'.repeat((round * 31) % 400))),
      }),
    )
    head = (await writer.append(batch)).head
  }
  return { owner, doc, epoch, writers, head }
}

describe('segments', () => {
  it('LOG-22 LOG-23 every event is read exactly as it was, by pages of any size', async () => {
    const { owner, doc, epoch, head } = await written(150)
    const before = await readAll(database, owner, doc, epoch)
    await snapshotAt(database, doc, epoch, head - 20)
    const first = await compact(database, doc, epoch, 100)
    expect(first).toEqual({ doc, moved: head - 20, left: 0 })
    expect(await countOf('events', doc)).toBe(20)
    for (const limit of [53, 500, 1_000])
      expect(await readAll(database, owner, doc, epoch, limit)).toEqual(before)
    await snapshotAt(database, doc, epoch, head)
    expect((await compact(database, doc, epoch, 100)).moved).toBe(0)
    expect(await compact(database, doc, epoch)).toEqual({ doc, moved: 19, left: 0 })
    expect(await countOf('segments', doc)).toBe(2)
    expect(await readAll(database, owner, doc, epoch)).toEqual(before)
  })

  it('LOG-22 a segment ends at 1,000 events or about 1 MiB; the last event stays', async () => {
    const { owner, doc, epoch } = await newProject(database)
    const writer = await Writer.open(database, owner, doc)
    const large = base64(updateBy(writer.clientId, 1, 'y'.repeat(300_000)))
    for (let n = 0; n < 6; n += 1) await writer.append([writer.event({ body: large })])
    await writer.append(Array.from({ length: 1_000 }, () => writer.event()))
    await writer.append(Array.from({ length: 500 }, () => writer.event()))
    const before = await readAll(database, owner, doc, epoch)
    await snapshotAt(database, doc, epoch, 1_506)
    await moveAll(database, doc, epoch)
    const sizes = await database.query<{ n: number }>(
      `select (last_seq - first_seq + 1)::integer as n from engine.segments
       where doc_id = $1::text::uuid order by first_seq`,
      [doc],
    )
    expect(sizes.map(({ n }) => n)).toEqual([4, 1_000, 501])
    expect(await countOf('events', doc)).toBe(1)
    expect(await readAll(database, owner, doc, epoch)).toEqual(before)
  })

  it('LOG-3 LOG-14 an event that moved is acknowledged again, and nothing else in its name', async () => {
    const { owner, doc, epoch } = await newProject(database)
    const [mine, other] = [
      await Writer.open(database, owner, doc),
      await Writer.open(database, owner, doc),
    ]
    const sent = Array.from({ length: 5 }, () => mine.event())
    await mine.append(sent)
    await other.append([other.event()])
    await snapshotAt(database, doc, epoch, 6)
    await moveAll(database, doc, epoch)
    const again = await mine.append([...sent.slice(2), mine.event()])
    expect(again.acks.map(({ seq }) => seq)).toEqual([3, 4, 5, 7])
    const reused = { ...mine.event(), session_seq: 2, body: base64(updateBy(mine.clientId, 2)) }
    mine.next -= 1
    expect(await refusalOf(mine.append([reused]))).toBe('invalid PT422')
    const taken = mine.event({ event_id: sent[0]!.event_id })
    expect(await refusalOf(mine.append([taken]))).toBe('invalid PT422')
    expect(
      await refusalOf(
        mine.append([
          { ...taken, event_id: randomUUID() },
          mine.event({ event_id: sent[1]!.event_id }),
        ]),
      ),
    ).toBe('invalid PT422')
    mine.next -= 2
    expect((await mine.append([mine.event()])).head).toBe(8)
    expect((await other.append([other.event()])).head).toBe(9)
    expect((await readAll(database, owner, doc, epoch)).map(({ seq }) => seq)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
  })

  it('LOG-16 an event is quarantined where it stands, and listed with its author', async () => {
    const { owner, doc, epoch } = await newProject(database)
    const writer = await Writer.open(database, owner, doc)
    await writer.append(Array.from({ length: 4 }, () => writer.event()))
    await call(database, 'service', 'quarantine_event', { p_doc: doc, p_seq: 1, p_reason: 'one' })
    await snapshotAt(database, doc, epoch, 4)
    await moveAll(database, doc, epoch)
    await call(database, 'service', 'quarantine_event', { p_doc: doc, p_seq: 2, p_reason: 'two' })
    const events = await readAll(database, owner, doc, epoch)
    expect(events.map(({ body }) => body === 'AAA=')).toEqual([true, true, false, false])
    const { events: listed } = await call<{ events: object[] }>(
      database,
      owner,
      'list_quarantined',
      {
        p_doc: doc,
      },
    )
    expect(listed).toMatchObject([
      { seq: 2, reason: 'two', session_id: writer.id, actor_id: owner.user },
      { seq: 1, reason: 'one' },
    ])
  })

  it('LOG-22 nothing moves without a snapshot of this epoch', async () => {
    const { doc, epoch } = await written(5)
    expect((await compact(database, doc, epoch)).moved).toBe(0)
    expect(await refusalOf(compact(database, doc, epoch - 1))).toBe('wrong_epoch PT409')
  })

  it('LOG-22 LOG-23 writers, readers and compactors at once make one dense log', async () => {
    const { owner, doc, epoch } = await newProject(database)
    const writers = await Promise.all([0, 1, 2].map(() => Writer.open(database, owner, doc)))
    const over = new AbortController()
    const acked = new Map<string, number>()
    const writing = writers.map(async (writer, who) => {
      for (let round = 0; round < 40; round += 1) {
        const fresh = Array.from({ length: 1 + ((round + who) % 8) }, () => writer.event())
        const answers = [await writer.append(fresh), await writer.append(fresh)]
        expect(answers[1]?.acks).toEqual(answers[0]?.acks)
        for (const { event_id, seq } of answers[0]!.acks) acked.set(event_id, seq)
      }
    })
    const reading = [1_000, 13].map(async (limit) => {
      while (!over.signal.aborted) {
        const events = await readAll(database, owner, doc, epoch, limit)
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n + 1))
      }
    })
    const compacting = [0, 1].map(async (who) => {
      while (!over.signal.aborted) {
        const [row] = await database.query<{ head: number }>(
          'select coalesce(max(seq), 0)::integer as head from engine.events where doc_id = $1::text::uuid',
          [doc],
        )
        if (who === 0 && row !== undefined && row.head > 0)
          await snapshotAt(database, doc, epoch, row.head).catch((cause: Error) => {
            if (!cause.message.includes('duplicate')) throw cause
          })
        await compact(database, doc, epoch, 1 + who * 10)
      }
    })
    await Promise.all(writing)
    over.abort()
    await Promise.all([...reading, ...compacting])
    const events = await readAll(database, owner, doc, epoch)
    expect(new Map(events.map(({ event_id, seq }) => [event_id, seq]))).toEqual(acked)
    expect(await countOf('segments', doc)).toBeGreaterThan(2)
  })

  it('LOG-22 a compactor stopped in the middle leaves the log as it was', async () => {
    const { owner, doc, epoch, head } = await written(150)
    const before = await readAll(database, owner, doc, epoch)
    await snapshotAt(database, doc, epoch, head)
    for (let round = 0; round < 6; round += 1) {
      const other = await test.connect(1)
      const [row] = await other.query<{ pid: number }>('select pg_backend_pid() as pid')
      const moving = other.transaction(async (tx) => {
        await tx.query(
          `select set_config('role', 'service_role', true),
             set_config('request.jwt.claims', '{"role":"service_role"}', true)`,
        )
        await tx.query('select public.compact_log($1::text::uuid, $2::text::bigint, 1)', [
          doc,
          String(epoch),
        ])
        await tx.query('select pg_sleep(60)')
      })
      let stopped = false
      const ended = moving.catch(() => (stopped = true))
      // Before it began, while it moves rows or when it has moved them all: never after it has committed.
      await new Promise((resolve) => setTimeout(resolve, round * 20))
      await expect
        .poll(async () => {
          await database.query('select pg_cancel_backend($1)', [row!.pid])
          return stopped
        })
        .toBe(true)
      await ended
      await other.close()
      expect(await readAll(database, owner, doc, epoch)).toEqual(before)
      expect(await countOf('segments', doc)).toBe(0)
    }
    await moveAll(database, doc, epoch)
    expect(await countOf('segments', doc)).toBe(1)
    expect(await readAll(database, owner, doc, epoch)).toEqual(before)
  })
})
