import { randomUUID } from 'node:crypto'
import { Doorbell, Membership } from '@coldopen/sync/testing'
import { Context, Effect, Exit, Scope } from 'effect'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Writing } from './Writing.ts'
import { places } from '../../support/Place.ts'
import { type Actor, type LogStage, memoryStage, placeStage } from './LogStage.ts'

const stages: readonly (readonly [string, () => LogStage | Promise<LogStage>])[] = [
  ['memory', memoryStage],
  ...places().map(([name, open]) => [name, () => placeStage(open)] as const),
]

const run = Effect.runPromise
const refused = <A, E>(call: Effect.Effect<A, E>) =>
  run(Effect.map(Effect.flip(call), (error) => (error as { _tag: string })._tag))

describe.each(stages)('EventLog: %s', (_name, makeStage) => {
  let stage: LogStage
  let ann: Actor
  beforeAll(async () => {
    stage = await makeStage()
    ann = await stage.actor()
  })
  afterAll(() => stage.close())

  /** A fresh screenplay of Ann's, and a session of hers in it. */
  const begin = async () => {
    const [project, document] = [randomUUID(), randomUUID()]
    await run(ann.log.createProject(project))
    await run(ann.log.createDocument(project, document, 'screenplay'))
    return { project, document, mine: await Writing.begin(ann.log, document) }
  }
  const letIn = async (project: string, role: 'viewer' | 'editor'): Promise<Actor> => {
    const guest = await stage.actor()
    const invite = await run(Context.get(ann.services, Membership).invite(project, role))
    await run(Context.get(guest.services, Membership).accept(invite.token))
    return guest
  }

  it('LOG-1 gives back what was appended, dense from 1', async () => {
    const { mine } = await begin()
    const [first, second] = [mine.event('one'), mine.event(' two')]
    expect(await run(mine.append([first]))).toMatchObject({
      head: 1,
      acks: [{ event_id: first.event_id, seq: 1 }],
    })
    expect(await run(mine.append([second]))).toMatchObject({ head: 2 })
    const page = await run(mine.read(0))
    expect(page).toMatchObject({ head: 2, epoch: mine.epoch })
    expect(page.events).toMatchObject([
      {
        seq: 1,
        event_id: first.event_id,
        body: first.body,
        session_id: mine.session,
        actor_id: ann.id,
      },
      { seq: 2, event_id: second.event_id, body: second.body, session_seq: 2, base_seq: 0 },
    ])
    expect((await run(mine.read(1))).events).toMatchObject([{ seq: 2 }])
  })

  it('LOG-3 answers an event it has with the seq it has, also amid new ones', async () => {
    const { mine } = await begin()
    const [first, second, third] = [mine.event('one'), mine.event(' two'), mine.event(' three')]
    await run(mine.append([first, second]))
    const again = await run(mine.append([first, second, third]))
    expect(again.acks.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect((await run(mine.read(0))).head).toBe(3)
  })

  it('LOG-14 does not acknowledge another body under a known number', async () => {
    const { mine } = await begin()
    const first = mine.event('one')
    await run(mine.append([first]))
    expect(await refused(mine.append([{ ...mine.event('other'), session_seq: 1 }]))).toBe(
      'Incompatible',
    )
    expect((await run(mine.read(0))).head).toBe(1)
  })

  it('LOG-10 tells a session whose clientID another one has', async () => {
    const { document, mine } = await begin()
    await run(ann.log.registerSession(document, mine.session, mine.clientId, mine.device))
    expect(
      await refused(ann.log.registerSession(document, randomUUID(), mine.clientId, mine.device)),
    ).toBe('ClientIdTaken')
  })

  it('LOG-24 a session names its device, and everyone who reads the log may know it', async () => {
    const { project, document } = await begin()
    const [device, other] = [randomUUID(), randomUUID()]
    const one = await Writing.begin(ann.log, document, device)
    const two = await Writing.begin(ann.log, document, device)
    const again = (named: string) =>
      ann.log.registerSession(document, one.session, one.clientId, named)
    await run(again(device))
    await run(again(other))
    const viewer = await letIn(project, 'viewer')
    const named = [one.session, two.session, randomUUID()]
    expect(await run(viewer.log.sessions(document, named))).toEqual({
      doc: document,
      sessions: [
        { session: one.session, actor: ann.id, device },
        { session: two.session, actor: ann.id, device },
      ],
    })
    const stranger = await stage.actor()
    expect(await refused(stranger.log.sessions(document, named))).toBe('Forbidden')
  })

  it('SHOW-7 refuses each wrong append with its typed error and stays as it was', async () => {
    const { project, document, mine } = await begin()
    const good = mine.event('one')
    const stranger = await stage.actor()
    const viewer = await letIn(project, 'viewer')
    const theirs = await Writing.begin(viewer.log, document)
    expect(await refused(theirs.append([theirs.event('mine?')]))).toBe('Forbidden')
    expect(await refused(stranger.log.read(document, 0, mine.epoch))).toBe('Forbidden')
    expect(await refused(mine.append([{ ...good, session_seq: 2 }]))).toBe('Incompatible')
    expect(await refused(mine.append([{ ...good, base_seq: 9 }]))).toBe('Incompatible')
    expect(await refused(mine.append([{ ...good, body: 'no base64!' }]))).toBe('Incompatible')
    expect(await refused(mine.append([{ ...good, client_id: 7 }]))).toBe('Incompatible')
    const large = Buffer.alloc(1_048_577).toString('base64')
    expect(await refused(mine.append([{ ...good, body: large }]))).toBe('TooLarge')
    const many = Array.from({ length: 1_001 }, (_, i) => ({
      ...good,
      event_id: randomUUID(),
      session_seq: i + 1,
    }))
    expect(await refused(mine.append(many))).toBe('TooLarge')
    expect(await refused(ann.log.append(document, mine.session, mine.epoch - 1, [good]))).toBe(
      'WrongEpoch',
    )
    expect(await refused(ann.log.read(document, 0, mine.epoch - 1))).toBe('WrongEpoch')
    expect(await refused(mine.read(5))).toBe('WrongEpoch')
    const late = await letIn(project, 'editor')
    const expired = await Writing.begin(late.log, document)
    late.expire()
    expect(await refused(expired.append([expired.event('late')]))).toBe('SignInAgain')
    expect(await run(mine.read(0))).toMatchObject({ head: 0, events: [] })
  })

  it('LOG-21 brings a reader who is far behind to the head by a snapshot and what follows on it', async () => {
    const { document, mine } = await begin()
    const words = Array.from({ length: 520 }, (_, n) => `${n} `)
    await run(mine.append(words.slice(0, 500).map((word) => mine.event(word))))
    const catchUp = (after: number) => run(ann.log.catchUp(document, after, mine.epoch))
    await expect.poll(async () => (await catchUp(0)).snapshot?.seq).toBe(500)
    await run(mine.append(words.slice(500).map((word) => mine.event(word))))
    const { snapshot, events, head } = await catchUp(0)
    expect(head).toBe(520)
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => 501 + n))
    const read = new Y.Doc()
    Y.applyUpdateV2(read, snapshot?.body ?? new Uint8Array())
    expect(read.getText('t').toString()).toBe(words.slice(0, 500).join(''))
    for (const { body } of events) Y.applyUpdate(read, Buffer.from(body, 'base64'))
    expect(read.getText('t').toString()).toBe(words.join(''))
    const near = await catchUp(499)
    expect(near.snapshot).toBeNull()
    expect(near.events).toEqual((await run(mine.read(499))).events)
    const stranger = await stage.actor()
    expect(await refused(stranger.log.catchUp(document, 0, mine.epoch))).toBe('Forbidden')
    expect(await refused(ann.log.catchUp(document, 0, mine.epoch - 1))).toBe('WrongEpoch')
    expect(await refused(ann.log.catchUp(document, 521, mine.epoch))).toBe('WrongEpoch')
  }, 60_000)

  it('LOG-22 LOG-23 shows one dense log while its old events move, and takes none of them twice', async () => {
    const { document, mine } = await begin()
    const sent = Array.from({ length: 510 }, (_, n) => mine.event(`${n} `))
    await run(mine.append(sent.slice(0, 500)))
    const catchUp = (after: number) => run(ann.log.catchUp(document, after, mine.epoch))
    await expect.poll(async () => (await catchUp(0)).snapshot?.seq).toBe(500)
    await run(mine.append(sent.slice(500)))
    const before = await run(mine.read(0))
    await stage.compact?.(document, mine.epoch)
    expect(await run(mine.read(0))).toEqual(before)
    expect((await run(mine.read(499))).events).toEqual(before.events.slice(499))
    expect(await catchUp(200)).toMatchObject({ head: 510 })
    const [first, late] = [sent[0]!, sent[400]!]
    const again = await run(mine.append([first, ...sent.slice(1, 3)]))
    expect(again).toMatchObject({ head: 510, acks: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] })
    const next = mine.event('next')
    const both = await run(mine.append([...sent.slice(498), next]))
    expect(both.acks.map(({ seq }) => seq)).toEqual(Array.from({ length: 13 }, (_, n) => 499 + n))
    const other = { ...mine.event('other'), session_seq: late.session_seq }
    expect(await refused(mine.append([other]))).toBe('Incompatible')
    expect((await run(mine.read(0))).head).toBe(511)
  }, 60_000)

  it('LOG-13 lists to each what they may read, and no more', async () => {
    const { project, document } = await begin()
    const viewer = await letIn(project, 'viewer')
    const listed = await run(viewer.log.list(null))
    expect(listed.map(({ doc }) => doc).sort()).toEqual([project, document].sort())
    expect(listed).toMatchObject([
      { role: 'viewer', owner: ann.id },
      { role: 'viewer', owner: ann.id },
    ])
    const stranger = await stage.actor()
    expect(await run(stranger.log.list(null))).toEqual([])
  })

  it('LOG-18 rings for those who may read, small events travel with the ring', async () => {
    const { document, mine } = await begin()
    const scope = Effect.runSync(Scope.make())
    const heard: unknown[] = []
    const listening = Context.get(ann.services, Doorbell).document(document, (signal) =>
      heard.push(signal),
    )
    await run(Scope.provide(listening, scope))
    await expect.poll(() => heard).toContainEqual({ _tag: 'Joined' })
    const event = mine.event('ring')
    await run(mine.append([event]))
    const ring = { doc: document, seq: 1, events: [{ event_id: event.event_id, body: event.body }] }
    await expect.poll(() => heard[1]).toMatchObject({ _tag: 'Rang', ring })
    await run(Scope.close(scope, Exit.void))
  })
})
