import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '@coldopen/sync/server'
import { call, callRinging, refusalOf } from './support/Caller.ts'
import type { Caller } from './support/Caller.ts'
import { openTestDatabase } from './support/TestDatabase.ts'
import type { TestDatabase } from './support/TestDatabase.ts'
import { base64, join, newProject, updateBy, Writer } from './support/World.ts'
import type { Page } from './support/World.ts'

let test: TestDatabase
let database: Database
beforeAll(async () => {
  test = await openTestDatabase({ defaults: 'none' })
  database = test.database
})
afterAll(() => test.close())

const read = (caller: Caller, doc: string, epoch: number, after = 0, limit = 500): Promise<Page> =>
  call(database, caller, 'read_events', {
    p_doc: doc,
    p_after: after,
    p_epoch: epoch,
    p_limit: limit,
  })

describe('appending', () => {
  it('LOG-1 LOG-7 LOG-17 reading gives back what was written', async () => {
    const { owner, doc, epoch } = await newProject(database)
    const writer = await Writer.open(database, owner, doc)
    const sent = [writer.event(), writer.event({ authored_at: '2026-11-20T12:34:56.789+02:00' })]
    await writer.append(sent)
    const { events, head } = await read(owner, doc, epoch)
    expect(head).toBe(2)
    expect(events).toHaveLength(2)
    for (const [index, event] of events.entries()) {
      const { authored_at: authored, ...exact } = sent[index]!
      expect(event).toMatchObject({
        ...exact,
        seq: index + 1,
        actor_id: owner.user,
        session_id: writer.id,
      })
      expect(Date.parse(event.authored_at)).toBe(Date.parse(authored))
      expect(event.authored_at).toMatch(/T\d\d:\d\d:\d\d\.\d{6}\+00:00$/)
      expect(event.committed_at).toMatch(/T\d\d:\d\d:\d\d\.\d{6}\+00:00$/)
      expect(event.body).not.toMatch(/\s/)
    }
  })

  it('LOG-2 eight connections make one dense, commit-ordered log', async () => {
    const { owner, project, doc, epoch } = await newProject(database)
    const callers = [owner, await join(database, owner, project, 'editor')]
    const writers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => Writer.open(database, callers[index % 2]!, doc)),
    )
    const acks = await Promise.all(
      writers.map(async (writer) => {
        const seqs: number[] = []
        for (let round = 0; round < 12; round += 1) {
          const events = Array.from({ length: 1 + (round % 3) }, () => writer.event())
          seqs.push(...(await writer.append(events)).acks.map(({ seq }) => seq))
        }
        return seqs
      }),
    )
    const total = acks.flat().length
    expect(acks.flat().sort((a, b) => a - b)).toEqual(
      Array.from({ length: total }, (_, index) => index + 1),
    )
    for (const seqs of acks) expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
    const { events } = await read(owner, doc, epoch)
    const committed = events.map(({ committed_at: at }) => at)
    expect(committed).toEqual([...committed].sort())
  })

  it('LOG-2 an append waits for the one before it to commit, and other documents do not', async () => {
    const { owner, project, doc, epoch } = await newProject(database)
    const other = randomUUID()
    await call(database, owner, 'create_document', {
      p_project: project,
      p_doc: other,
      p_kind: 'scene',
    })
    const [first, second, elsewhere] = [
      await Writer.open(database, owner, doc),
      await Writer.open(database, owner, doc),
      await Writer.open(database, owner, other),
    ]
    const order: string[] = []
    let waiting: Promise<unknown> = Promise.resolve()
    await database.transaction(async (tx) => {
      await tx.exec(`select pg_advisory_xact_lock(hashtextextended('${doc}', 0))`)
      waiting = second.append([second.event()]).then(() => order.push('second'))
      await elsewhere.append([elsewhere.event()])
      order.push('elsewhere')
    })
    await waiting
    expect(order).toEqual(['elsewhere', 'second'])
    expect((await first.append([first.event()])).head).toBe(2)
    expect((await read(owner, doc, epoch)).head).toBe(2)
  })

  it('LOG-3 an event sent again keeps its position, alone or at the head of a batch', async () => {
    const { owner, doc, epoch } = await newProject(database)
    const writer = await Writer.open(database, owner, doc)
    const [a, b, c, d] = [writer.event(), writer.event(), writer.event(), writer.event()]
    const once = await writer.append([a, b])
    expect(await writer.append([a, b])).toEqual(once)
    expect((await writer.append([b])).acks).toEqual([{ event_id: b.event_id, seq: 2 }])
    const mixed = await writer.append([a, b, c, d])
    expect(mixed.acks.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(mixed.acks.map(({ event_id: id }) => id)).toEqual([a, b, c, d].map((e) => e.event_id))
    expect((await writer.append([c])).head).toBe(4)
    expect((await read(owner, doc, epoch)).events).toHaveLength(4)
  })

  it('LOG-3 the same batch sent twice at once is stored once', async () => {
    const { owner, doc, epoch } = await newProject(database)
    const writer = await Writer.open(database, owner, doc)
    const batch = Array.from({ length: 20 }, () => writer.event())
    const answers = await Promise.all(Array.from({ length: 6 }, () => writer.append(batch)))
    for (const answer of answers) expect(answer.acks).toEqual(answers[0]!.acks)
    expect((await read(owner, doc, epoch)).events).toHaveLength(20)
  })

  it('LOG-12 finds the client in updates of every size and clientID', async () => {
    const { owner, doc } = await newProject(database)
    for (const clientId of [1, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32 - 1]) {
      const writer = await Writer.open(database, owner, doc, clientId)
      for (const structs of [1, 130, 16_500]) {
        const body = base64(updateBy(clientId, structs))
        await writer.append([writer.event({ body })])
        const forged = base64(updateBy(clientId === 1 ? 2 : clientId - 1, structs))
        expect(await refusalOf(writer.append([writer.event({ body: forged })]))).toBe(
          'invalid PT422',
        )
        writer.next -= 1
      }
      await writer.append([writer.event({ body: 'AAA=' })])
    }
  })
})

describe('reading', () => {
  it('LOG-6 pages by count and by bytes until the head', async () => {
    const { owner, doc, epoch } = await newProject(database)
    const writer = await Writer.open(database, owner, doc)
    const big = base64(updateBy(writer.clientId, 1, 'x'.repeat(400_000)))
    await writer.append(Array.from({ length: 7 }, () => writer.event({ body: big })))
    await writer.append([writer.event(), writer.event()])
    const seqs: number[] = []
    const sizes: number[] = []
    for (let head = 1; (seqs.at(-1) ?? 0) < head;) {
      const page = await read(owner, doc, epoch, seqs.at(-1) ?? 0)
      expect(page.epoch).toBe(epoch)
      head = page.head
      seqs.push(...page.events.map(({ seq }) => seq))
      sizes.push(page.events.length)
    }
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(sizes).toEqual([3, 3, 3])
    expect((await read(owner, doc, epoch, 2, 2)).events.map(({ seq }) => seq)).toEqual([3, 4])
    expect((await read(owner, doc, epoch, 9)).events).toEqual([])
    expect(await refusalOf(read(owner, doc, epoch, 10))).toBe('wrong_epoch PT409')
    expect(await refusalOf(read(owner, doc, epoch, 0, 1001))).toBe('invalid PT422')
    expect(await refusalOf(read(owner, doc, epoch, -1))).toBe('invalid PT422')
  })

  it('LOG-15 a log started anew or restored has another epoch', async () => {
    const { owner, project, doc, epoch } = await newProject(database)
    const writer = await Writer.open(database, owner, doc)
    await writer.append([writer.event()])
    await database.query('select engine.new_epoch($1::text::uuid)', [doc])
    expect(await refusalOf(read(owner, doc, epoch))).toBe('wrong_epoch PT409')
    expect(await refusalOf(writer.append([writer.event()]))).toBe('wrong_epoch PT409')
    const opened = await call<{ epoch: number }>(database, owner, 'create_document', {
      p_project: project,
      p_doc: doc,
      p_kind: 'screenplay',
    })
    expect(opened.epoch).toBeGreaterThan(epoch)
    expect((await read(owner, doc, opened.epoch)).events).toHaveLength(1)
    expect(epoch).toBeGreaterThan(1_000_000_000_000)
  })

  it('LOG-16 a quarantined event reads as an empty update and stays in the log', async () => {
    const { owner, doc, epoch } = await newProject(database)
    const writer = await Writer.open(database, owner, doc)
    await writer.append([writer.event(), writer.event()])
    await call(database, 'service', 'quarantine_event', { p_doc: doc, p_seq: 2, p_reason: 'bomb' })
    const { events } = await read('service', doc, epoch)
    expect(events.map(({ body }) => body === 'AAA=')).toEqual([false, true])
    const [row] = await database.query<{ bytes: number }>(
      'select octet_length(body) as bytes from engine.events where doc_id = $1::text::uuid and seq = 2',
      [doc],
    )
    expect(row!.bytes).toBeGreaterThan(2)
  })
})

describe('the doorbell', () => {
  const append = (writer: Writer, events: readonly unknown[]) =>
    callRinging(database, writer.caller, 'append_events', {
      p_doc: writer.doc,
      p_session: writer.id,
      p_epoch: writer.epoch,
      p_events: events,
    })

  it('LOG-18 rings once per append, with the events as a reader gets them when they are small', async () => {
    const { owner, doc, epoch } = await newProject(database)
    const writer = await Writer.open(database, owner, doc)
    const one = [writer.event()]
    const { rings } = await append(writer, one)
    const { events } = await read(owner, doc, epoch)
    expect(rings).toEqual([
      { topic: `doc:${doc}`, event: 'append', payload: { doc, epoch, seq: 1, events } },
    ])
    const many = await append(writer, [writer.event(), writer.event()])
    expect(many.rings[0]!.payload).toEqual({
      doc,
      epoch,
      seq: 3,
      events: (await read(owner, doc, epoch, 1)).events,
    })
    expect((await append(writer, one)).rings).toEqual([])
    const body = base64(updateBy(writer.clientId, 1, 'x'.repeat(13_000)))
    const large = await append(writer, [writer.event({ body })])
    expect(large.rings[0]!.payload).toEqual({ doc, epoch, seq: 4 })
    const eleven = await append(
      writer,
      Array.from({ length: 11 }, () => writer.event()),
    )
    expect(eleven.rings[0]!.payload).toEqual({ doc, epoch, seq: 15 })
  })

  it('LOG-19 tells members of new documents, memberships and news of the project', async () => {
    const { owner, project } = await newProject(database)
    const editor = await join(database, owner, project, 'editor')
    const topics = (rings: readonly { topic: string; event: string }[]) =>
      rings
        .filter(({ event }) => event === 'documents')
        .map(({ topic }) => topic)
        .sort()
    const both = [`user:${owner.user}`, `user:${editor.user}`].sort()
    const made = await callRinging(database, editor, 'create_document', {
      p_project: project,
      p_doc: randomUUID(),
      p_kind: 'scene',
    })
    expect(topics(made.rings)).toEqual(both)
    expect(made.rings[0]!.payload).toEqual({ project })
    const writer = await Writer.open(database, owner, project)
    expect(topics((await append(writer, [writer.event()])).rings)).toEqual(both)
    const removed = await callRinging(database, owner, 'remove_member', {
      p_project: project,
      p_user: editor.user,
    })
    expect(topics(removed.rings)).toEqual(both)
  })

  it('LOG-20 is a broadcast from the database elsewhere, and its failure is not the append’s', async () => {
    const { owner, doc } = await newProject(database)
    const writer = await Writer.open(database, owner, doc)
    const outside = (event: unknown) =>
      database.transaction(async (tx) => {
        await tx.query(
          `select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)`,
          [JSON.stringify({ sub: owner.user, role: 'authenticated' })],
        )
        await tx.query(
          'select public.append_events($1::text::uuid, $2::text::uuid, $3::text::bigint, $4::text::jsonb)',
          [doc, writer.id, String(writer.epoch), JSON.stringify([event])],
        )
      })
    await outside(writer.event())
    const heard = () =>
      database.query<{ payload: { seq: number }; private: boolean }>(
        `select payload, private from realtime.messages where topic = $1 and event = 'append'`,
        [`doc:${doc}`],
      )
    expect(await heard()).toMatchObject([{ payload: { seq: 1 }, private: true }])
    await database.exec(
      'alter table realtime.messages add constraint broken check (false) not valid',
    )
    await outside(writer.event())
    await database.exec('alter table realtime.messages drop constraint broken')
    expect(await heard()).toHaveLength(1)
    const page = await read(owner, doc, writer.epoch)
    expect(page.head).toBe(2)
  })
})

interface Health {
  readonly migrations: string
  readonly documents: number
  readonly events: number
  readonly lag: { readonly documents: number; readonly events: number }
  readonly quarantined: number
}

describe('the operator', () => {
  it('TAB-12 quarantine keeps the first reason, health counts', async () => {
    const { owner, doc } = await newProject(database)
    const scene = await Writer.open(database, owner, doc)
    await scene.append([scene.event()])
    const quarantine = (seq: number, reason: string) =>
      call(database, 'service', 'quarantine_event', {
        p_doc: scene.doc,
        p_seq: seq,
        p_reason: reason,
      })
    const health = () => call<Health>(database, 'service', 'server_health')
    const before = await health()
    expect(await quarantine(1, 'bomb')).toEqual({ doc: scene.doc, seq: 1 })
    await quarantine(1, 'again')
    await scene.append([scene.event(), scene.event()])
    const after = await health()
    expect(after).toEqual({
      ...before,
      events: before.events + 2,
      lag: { documents: before.lag.documents, events: before.lag.events + 2 },
      quarantined: before.quarantined + 1,
    })
    expect(after.migrations).toMatch(/^\d{14}$/)
    expect(
      await database.query('select reason from engine.quarantine where doc_id = $1::text::uuid', [
        doc,
      ]),
    ).toEqual([{ reason: 'bomb' }])
    expect(await refusalOf(quarantine(99, 'bomb'))).toBe('invalid PT422')
  })
})
