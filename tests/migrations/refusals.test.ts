import { randomUUID } from 'node:crypto'
import * as limits from '@coldopen/sync/protocol'
import type { Database } from '@coldopen/sync/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, newUser, refusalOf } from './support/Caller.ts'
import type { Caller } from './support/Caller.ts'
import { openTestDatabase } from './support/TestDatabase.ts'
import type { TestDatabase } from './support/TestDatabase.ts'
import { base64, join, newProject, updateBy, Writer } from './support/World.ts'

let test: TestDatabase
let database: Database
let world: Awaited<ReturnType<typeof newProject>>
let writer: Writer
beforeAll(async () => {
  test = await openTestDatabase({ defaults: 'none' })
  database = test.database
  world = await newProject(database)
  writer = await Writer.open(database, world.owner, world.doc)
  await writer.append([writer.event(), writer.event()])
})
afterAll(() => test.close())

/** Everything the log is, and what hangs on it. */
const log = async () => ({
  events: await database.query('select * from engine.events order by doc_id, seq'),
  documents: await database.query('select * from engine.documents order by id'),
  sessions: await database.query('select * from engine.sessions order by id'),
})

/** The refusal of an attempt, after which the log must be what it was. */
const refused = async (attempt: () => Promise<unknown>): Promise<string | null> => {
  const before = await log()
  const word = await refusalOf(attempt())
  expect(await log()).toEqual(before)
  return word
}

const next = (change: Record<string, unknown> = {}) => {
  const event = { ...writer.event(), ...change }
  writer.next -= 1
  return event
}
const bytes = (size: number) => {
  const body = new Uint8Array(size)
  body.set(updateBy(writer.clientId))
  return base64(body)
}

const malformed: Readonly<Record<string, () => unknown>> = {
  'no array': () => ({}),
  'an empty array': () => [],
  'a number': () => 7,
  'null in the array': () => [null],
  'text in the array': () => ['x'],
  'an event without an id': () => [next({ event_id: null })],
  'an id that is none': () => [next({ event_id: 'x' })],
  'a fraction for a position': () => [next({ session_seq: 1.5 })],
  'a position beyond every integer': () => [next({ session_seq: 1e30 })],
  'position 0': () => [next({ session_seq: 0 })],
  'a negative position': () => [next({ session_seq: -3 })],
  'a gap before it': () => [next({ session_seq: 4 })],
  'a gap within': () => [next(), next({ session_seq: 5 })],
  'positions out of order': () => [next({ session_seq: 4 }), next()],
  'a position twice': () => [next(), next()],
  'a base beyond the head': () => [next({ base_seq: 3 })],
  'a negative base': () => [next({ base_seq: -1 })],
  'no base': () => [next({ base_seq: undefined })],
  'a clientID that is not the session’s': () => [next({ client_id: writer.clientId + 1 })],
  'a body that is not base64': () => [next({ body: '§§§§' })],
  'base64 with line breaks': () => [next({ body: `${bytes(60)}\n` })],
  'base64 without padding': () => [next({ body: 'AA' })],
  'no body': () => [next({ body: null })],
  'an empty body': () => [next({ body: '' })],
  'one byte': () => [next({ body: base64(Uint8Array.of(0)) })],
  'a head cut off': () => [next({ body: base64(Uint8Array.of(1, 1)) })],
  'a count of structs without end': () => [next({ body: base64(new Uint8Array(9).fill(255)) })],
  'structs of two clients': () => [next({ body: base64(Uint8Array.of(2, 1, 1, 0, 0)) })],
  'structs of another client': () => [next({ body: base64(updateBy(writer.clientId ^ 1)) })],
  'a date that is none': () => [next({ authored_at: 'yesterdayish' })],
  'a date in no calendar': () => [next({ authored_at: 'infinity' })],
  'a date before computers': () => [next({ authored_at: '1899-01-01T00:00:00Z' })],
  'a good event before a bad one': () => [next(), next({ session_seq: 4, body: '' })],
}

describe('append_events refuses, and the log is untouched', () => {
  it.each(Object.entries(malformed))('LOG-13 LOG-11 LOG-4 %s', async (_, events) => {
    const attempt = () => writer.append(events() as unknown[])
    expect(await refused(attempt)).toBe('invalid PT422')
  })

  it('LOG-7 another encoding', async () => {
    expect(await refused(() => writer.append([next({ encoding: 'v2' })]))).toBe(
      'incompatible PT426',
    )
  })

  it('LOG-5 more than the limits, and takes the limits themselves', async () => {
    const large = next({ body: bytes(limits.maxEventBytes + 1) })
    expect(await refused(() => writer.append([large]))).toBe('too_large PT413')
    const many = Array.from({ length: limits.maxBatchEvents + 1 }, () => writer.event())
    writer.next -= many.length
    expect(await refused(() => writer.append(many))).toBe('too_large PT413')
    const heavy = Array.from({ length: 5 }, () => writer.event({ body: bytes(840_000) }))
    writer.next -= heavy.length
    expect(await refused(() => writer.append(heavy))).toBe('too_large PT413')
    const vast = Array.from({ length: 9 }, () => writer.event({ body: bytes(1_000_000) }))
    writer.next -= vast.length
    expect(await refused(() => writer.append(vast))).toBe('too_large PT413')

    const other = await Writer.open(database, world.owner, world.doc)
    const share = Math.floor(limits.maxBatchBytes / limits.maxBatchEvents)
    const body = new Uint8Array(share)
    body.set(updateBy(other.clientId))
    const full = Array.from({ length: limits.maxBatchEvents }, () =>
      other.event({ body: base64(body) }),
    )
    expect((await other.append(full)).acks).toHaveLength(limits.maxBatchEvents)
    const whole = new Uint8Array(limits.maxEventBytes)
    whole.set(updateBy(other.clientId))
    expect((await other.append([other.event({ body: base64(whole) })])).acks).toHaveLength(1)
  })

  it('LOG-14 a position or an id that says something else already', async () => {
    const [first] = await database.query<{ event_id: string }>(
      'select event_id::text from engine.events where session_id = $1::text::uuid and session_seq = 1',
      [writer.id],
    )
    const reused = next({ session_seq: 1, body: 'AAA=' })
    expect(await refused(() => writer.append([reused]))).toBe('invalid PT422')
    const copied = next({ event_id: first!.event_id })
    expect(await refused(() => writer.append([copied]))).toBe('invalid PT422')
    expect(await refused(() => writer.append([copied, { ...next(), session_seq: 4 }]))).toBe(
      'invalid PT422',
    )
    const elsewhere = await newProject(database)
    const there = await Writer.open(database, elsewhere.owner, elsewhere.doc)
    const stolen = there.event({ event_id: first!.event_id })
    expect(await refused(() => there.append([stolen]))).toBe('invalid PT422')
  })

  it('LOG-15 another epoch', async () => {
    expect(await refused(() => writer.append([next()], writer.epoch + 1))).toBe('wrong_epoch PT409')
  })

  it('LOG-5 whoever is no owner or editor, and sessions of others', async () => {
    const { owner, project, doc } = world
    for (const role of ['viewer', 'commenter']) {
      const reader = await join(database, owner, project, role)
      const session = await Writer.open(database, reader, doc)
      expect(await refused(() => session.append([session.event()]))).toBe('forbidden PT403')
    }
    const editor = await join(database, owner, project, 'editor')
    const theirs = new Writer(database, editor, doc, writer.clientId)
    Object.assign(theirs, { id: writer.id, epoch: writer.epoch })
    expect(await refused(() => theirs.append([next()]))).toBe('forbidden PT403')
    const unregistered = new Writer(database, owner, doc, 5)
    unregistered.epoch = writer.epoch
    expect(await refused(() => unregistered.append([next()]))).toBe('forbidden PT403')
    const stranger = new Writer(database, await newUser(database), doc, writer.clientId)
    expect(await refused(() => stranger.append([next()]))).toBe('forbidden PT403')
    const nowhere = new Writer(database, owner, randomUUID(), writer.clientId)
    expect(await refused(() => nowhere.append([next()]))).toBe('forbidden PT403')
  })

  it('LOG-13 says in every refusal what to do next', async () => {
    const cause = await writer.append([next({ base_seq: 1e9 })]).then(
      () => null,
      (error: unknown) => error,
    )
    expect(cause).toMatchObject({
      code: 'PT422',
      message: 'invalid',
      detail: expect.stringMatching(/^[A-Z].*\.$/),
    })
  })
})

describe('register_session', () => {
  const register = (
    caller: Caller,
    doc: string,
    session: string,
    client: number,
    { protocol = limits.protocolVersion, device = writer.device as string | null } = {},
  ) =>
    call(database, caller, 'register_session', {
      p_doc: doc,
      p_session: session,
      p_client_id: client,
      p_protocol: protocol,
      p_device: device,
    })

  it('LOG-10 binds a session to an account, a document and a clientID', async () => {
    const { owner, project, doc } = world
    const again = () => register(owner, doc, writer.id, writer.clientId)
    expect(await refused(again)).toBe(null)
    expect(await refused(() => register(owner, doc, writer.id, writer.clientId + 1))).toBe(
      'invalid PT422',
    )
    const editor = await join(database, owner, project, 'editor')
    expect(await refused(() => register(editor, doc, writer.id, writer.clientId + 1))).toBe(
      'forbidden PT403',
    )
    expect(await refused(() => register(editor, doc, randomUUID(), writer.clientId))).toBe(
      'client_id_taken PT409',
    )
    const scene = randomUUID()
    await call(database, owner, 'create_document', {
      p_project: project,
      p_doc: scene,
      p_kind: 'scene',
    })
    expect(await refused(() => register(owner, scene, writer.id, writer.clientId))).toBe(
      'forbidden PT403',
    )
    expect(await refusalOf(register(editor, scene, randomUUID(), writer.clientId))).toBe(null)
  })

  it('LOG-10 LOG-13 refuses other protocols, clientIDs out of range and strangers', async () => {
    const { owner, doc } = world
    const session = randomUUID()
    const protocol = limits.protocolVersion
    expect(await refused(() => register(owner, doc, session, 5, { protocol: protocol + 1 }))).toBe(
      'incompatible PT426',
    )
    expect(await refused(() => register(owner, doc, session, -1))).toBe('invalid PT422')
    expect(await refused(() => register(owner, doc, session, 2 ** 53))).toBe('invalid PT422')
    const stranger = await newUser(database)
    expect(await refused(() => register(stranger, doc, session, 5))).toBe('forbidden PT403')
    expect(await refusalOf(register(owner, doc, session, 2 ** 53 - 1, { protocol }))).toBe(null)
  })
})

describe('list_sessions', () => {
  it('LOG-24 tells of which account and device a session is, which it names once', async () => {
    const { owner, doc } = world
    const one = await Writer.open(database, owner, doc)
    const again = (device: string | null) =>
      call(database, owner, 'register_session', {
        p_doc: doc,
        p_session: one.id,
        p_client_id: one.clientId,
        p_protocol: limits.protocolVersion,
        p_device: device,
      })
    expect(await refused(() => again(one.device))).toBe(null)
    expect(await refused(() => again(randomUUID()))).toBe(null)
    expect(await refused(() => again(null))).toBe('invalid PT422')
    const older = randomUUID()
    await database.query(
      `insert into engine.sessions (id, doc_id, actor_id, client_id, client_bytes, protocol)
       values ($1, $2, $3, 77, $4, 1)`,
      [older, doc, owner.user, Uint8Array.of(77)],
    )
    const list = (sessions: readonly string[]) =>
      call(database, owner, 'list_sessions', { p_doc: doc, p_sessions: sessions })
    expect(await list([older, one.id, randomUUID()])).toEqual({
      doc,
      sessions: [
        { session: one.id, actor: owner.user, device: one.device },
        { session: older, actor: owner.user, device: null },
      ],
    })
    const many = Array.from({ length: limits.maxListedSessions + 1 }, () => older)
    expect(await refused(() => list(many))).toBe('invalid PT422')
  })
})

describe('create_project and create_document', () => {
  const create = (caller: Caller, project: string, doc: string, kind: string) =>
    call(database, caller, 'create_document', { p_project: project, p_doc: doc, p_kind: kind })

  it('LOG-13 are idempotent, and refuse ids that are something else', async () => {
    const { owner, project, doc } = world
    const stranger = await newUser(database)
    expect(
      await refused(() => call(database, owner, 'create_project', { p_project: project })),
    ).toBe(null)
    for (const taken of [project, doc])
      expect(
        await refused(() => call(database, stranger, 'create_project', { p_project: taken })),
      ).toBe('forbidden PT403')
    expect(await refused(() => create(owner, project, doc, 'screenplay'))).toBe(null)
    expect(await refused(() => create(owner, project, doc, 'scene'))).toBe('invalid PT422')
    expect(await refused(() => create(owner, project, randomUUID(), 'project'))).toBe(
      'invalid PT422',
    )
    const elsewhere = await newProject(database)
    expect(await refused(() => create(elsewhere.owner, elsewhere.project, doc, 'scene'))).toBe(
      'forbidden PT403',
    )
    const viewer = await join(database, owner, project, 'viewer')
    expect(await refused(() => create(viewer, project, randomUUID(), 'scene'))).toBe(
      'forbidden PT403',
    )
    expect(await refused(() => create(viewer, project, doc, 'screenplay'))).toBe(null)
  })
})
