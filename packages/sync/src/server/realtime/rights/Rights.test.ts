import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, subscribe } from '../testing/Stage.ts'
import type { Stage } from '../testing/Stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A person with a token, joined to a private room; `events` are its subscription states and system messages. */
async function member(room: string, editor: boolean, config: object = {}) {
  const person = randomUUID()
  await stage.seat(room, person, editor)
  const client = await stage.client(await stage.token(person))
  return { person, client, ...(await join(client, room, config)) }
}

async function join(client: SupabaseClient, room: string, config: object = {}) {
  const heard: unknown[] = []
  const events: string[] = []
  const channel = client.channel(room, { config: { private: true, ...config } })
  channel.on('broadcast', { event: '*' }, (message) => heard.push(message['payload']))
  channel.on('system', {}, (message: { message: string }) => events.push(message.message))
  const outcome = await new Promise<string>((resolve) => {
    channel.subscribe((status, error) => {
      events.push(status)
      resolve(error?.message ?? status)
    })
  })
  return { channel, heard, events, outcome }
}

type Sender = { send: SupabaseClient['realtime']['channels'][0]['send'] }

const say = (channel: Sender, n: number, timeout = 60_000) =>
  channel.send({ type: 'broadcast', event: 'say', payload: { n } }, { timeout })

/** What is refused is never answered, however long one waits. */
const refused = (channel: Sender, n: number) => say(channel, n, 700)

describe('reading', () => {
  it('RTM-7 a member joins, a stranger and an anonymous client are refused', async () => {
    const room = randomUUID()
    expect((await member(room, false)).outcome).toBe('SUBSCRIBED')
    const stranger = await stage.client(await stage.token(randomUUID()))
    expect((await join(stranger, room)).outcome).toMatch(/^Unauthorized: /)
    expect((await join(await stage.client(), room)).outcome).toMatch(/^Unauthorized: /)
  })

  it('RTM-7 probing leaves no row behind', async () => {
    const room = randomUUID()
    const { channel } = await member(room, true, { broadcast: { ack: true } })
    expect(await say(channel, 1)).toBe('ok')
    const rows = await stage.database.query('select from realtime.messages where topic = $1', [
      room,
    ])
    expect(rows).toEqual([])
  })

  it('RTM-7 a private and a public topic of one name do not hear each other', async () => {
    const room = randomUUID()
    const { channel, heard } = await member(room, true)
    const open = (await stage.client()).channel(room)
    expect(await subscribe(open)).toBe('SUBSCRIBED')
    await open.send({ type: 'broadcast', event: 'say', payload: { n: 0 } })
    stage.realtime.deliver([{ topic: room, event: 'say', payload: { n: 1 } }])
    await expect.poll(() => heard).toEqual([{ n: 1 }])
    expect(channel.state).toBe('joined')
  })

  it('RTM-7 a policy that raises denies', async () => {
    await stage.database.exec(`create policy raises on realtime.messages for select
      to authenticated using (split_part(realtime.topic(), ':', 2)::uuid is null)`)
    const client = await stage.client(await stage.token(randomUUID()))
    const { outcome } = await join(client, 'cast:not-a-uuid')
    await stage.database.exec('drop policy raises on realtime.messages')
    expect(outcome).toMatch(/^Unauthorized: .*could not be evaluated/)
  })
})

describe('writing', () => {
  it('RTM-8 who may only read is not heard, and is not told', async () => {
    const room = randomUUID()
    const editor = await member(room, true, { broadcast: { ack: true } })
    const viewer = await member(room, false, { broadcast: { ack: true } })
    expect(await refused(viewer.channel, 1)).toBe('timed out')
    expect(await say(editor.channel, 2)).toBe('ok')
    await expect.poll(() => viewer.heard).toEqual([{ n: 2 }])
    expect(editor.heard).toEqual([])
    expect(await viewer.channel.track({ here: true })).toBe('error')
  })

  it('RTM-8 the right to write is asked once and kept until rights are checked again', async () => {
    const room = randomUUID()
    const { channel, person } = await member(room, true, { broadcast: { ack: true } })
    expect(await say(channel, 1)).toBe('ok')
    await stage.database.query('update public.seats set editor = false where room = $1', [room])
    expect(await say(channel, 2)).toBe('ok')
    stage.realtime.recheck(person)
    expect(await refused(channel, 3)).toBe('timed out')
    expect(channel.state).toBe('joined')
  })

  it('RTM-5 order is kept while the first right to write is still being asked', async () => {
    const room = randomUUID()
    const reader = await member(room, false)
    const writer = await member(room, true)
    for (let n = 0; n < 50; n += 1) void say(writer.channel, n)
    await expect.poll(() => reader.heard).toHaveLength(50)
    expect(reader.heard).toEqual(Array.from({ length: 50 }, (_, n) => ({ n })))
  })
})

describe('tokens', () => {
  it('RTM-9 a refreshed token is taken and the channel goes on', async () => {
    const room = randomUUID()
    const person = randomUUID()
    await stage.seat(room, person, false)
    let token = await stage.token(person, 8)
    const client = await stage.client(() => token)
    const { heard, channel } = await join(client, room)
    token = await stage.token(person)
    await client.realtime.setAuth()
    await new Promise((resolve) => setTimeout(resolve, 8_500))
    stage.realtime.deliver([{ topic: room, event: 'e', payload: { n: 1 } }])
    await expect.poll(() => heard).toEqual([{ n: 1 }])
    expect(channel.state).toBe('joined')
  })

  it('RTM-9 a token that is not ours ends the channel with a message', async () => {
    const room = randomUUID()
    const { channel, events } = await member(room, false)
    Reflect.get(channel, 'channelAdapter').push('access_token', { access_token: 'forged' })
    await expect.poll(() => events).toContain('CLOSED')
    expect(events.join()).toMatch(/sign in again/)
  })

  it('RTM-10 the channel ends when its token expires', async () => {
    const room = randomUUID()
    const person = randomUUID()
    await stage.seat(room, person, false)
    const token = await stage.token(person, 8)
    const client = await stage.client(token)
    const { events, heard } = await join(client, room)
    await expect.poll(() => events).toContain('CLOSED')
    stage.realtime.deliver([{ topic: room, event: 'e', payload: { n: 1 } }])
    expect(events.join()).toMatch(/sign in again|expired/)
    expect(heard).toEqual([])
  })
})

describe('revocation', () => {
  const rings: Record<string, (person: string) => unknown> = {
    'a call of recheck': (person) => stage.realtime.recheck(person),
    'a ring in process': (person) =>
      stage.realtime.deliver([{ topic: `user:${person}`, event: 'documents', payload: {} }]),
    'a ring from the database': (person) =>
      stage.database.query(`select realtime.send('{}', 'documents', $1, true)`, [`user:${person}`]),
  }
  for (const [name, ring] of Object.entries(rings)) {
    it(`RTM-11 after ${name} a removed member hears nothing more`, async () => {
      const room = randomUUID()
      const gone = await member(room, true)
      const stays = await member(room, true)
      await stage.database.query('delete from public.seats where person = $1::text::uuid', [
        gone.person,
      ])
      await ring(gone.person)
      await expect.poll(() => gone.events).toContain('CLOSED')
      stage.realtime.deliver([{ topic: room, event: 'e', payload: { n: 1 } }])
      await expect.poll(() => stays.heard).toEqual([{ n: 1 }])
      expect(gone.heard).toEqual([])
      expect(gone.events.join()).toMatch(/no longer have permission/)
    })
  }
})

it('RTM-22 while the database does not answer nothing is granted, and the client comes back by itself', async () => {
  const room = randomUUID()
  const { channel, events, person, heard } = await member(room, false)
  await stage.database.exec(`alter table realtime.messages rename to messages_away`)
  await stage.database.exec(`create function realtime.fails() returns trigger language plpgsql
    as $$ begin raise exception using errcode = '57014', message = 'canceled'; end $$;
    create table realtime.messages (like realtime.messages_away);
    create trigger fails before insert on realtime.messages execute function realtime.fails()`)
  stage.realtime.recheck(person)
  await expect.poll(() => events).toContain('CHANNEL_ERROR')
  const newcomer = await join(await stage.client(await stage.token(person)), room)
  expect(newcomer.outcome).toMatch(/^DatabaseUnavailable: /)
  await stage.database.exec(`drop table realtime.messages; drop function realtime.fails();
    alter table realtime.messages_away rename to messages`)
  await expect.poll(() => channel.state).toBe('joined')
  stage.realtime.deliver([{ topic: room, event: 'e', payload: { n: 1 } }])
  await expect.poll(() => heard).toEqual([{ n: 1 }])
})
