import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, subscribe } from '../testing/Stage.ts'
import type { Stage } from '../testing/Stage.ts'

interface Heard {
  readonly event: string
  readonly payload: unknown
  readonly meta?: { readonly id: string; readonly replayed?: boolean } | undefined
}

let stage: Stage
let client: SupabaseClient
const person = randomUUID()
beforeAll(async () => {
  stage = await openStage()
  client = await stage.client(await stage.token(person))
})
afterAll(() => stage.close())

async function listen(room: string, config: object = {}) {
  await stage.seat(room, person, false)
  const heard: Heard[] = []
  const channel = client.channel(room, { config: { private: true, ...config } })
  channel.on('broadcast', { event: '*' }, (message) =>
    heard.push({ event: message.event, payload: message['payload'], meta: message.meta }),
  )
  expect(await subscribe(channel)).toBe('SUBSCRIBED')
  return { heard, channel }
}

const send = (room: string, n: number) =>
  stage.database.query(`select realtime.send(jsonb_build_object('n', $2::int), 'db', $1, true)`, [
    room,
    n,
  ])

describe('broadcast from the database', () => {
  it('RTM-14 JSON and bytes arrive with the id of their row, in commit order', async () => {
    const room = randomUUID()
    const { heard } = await listen(room)
    for (let n = 0; n < 30; n += 1) await send(room, n)
    await stage.database.query(`select realtime.send_binary('\\x00ff10'::bytea, 'bytes', $1)`, [
      room,
    ])
    await expect.poll(() => heard).toHaveLength(31)
    const rows = await stage.database.query<{ id: string }>(
      'select id::text as id from realtime.messages where topic = $1 order by inserted_at',
      [room],
    )
    expect(heard.map((message) => message.meta?.id)).toEqual(rows.map((row) => row.id))
    const numbers = heard.slice(0, 30).map((message) => message.payload)
    expect(numbers).toEqual(rows.slice(0, 30).map((row, n) => ({ n, id: row.id })))
    expect([...new Uint8Array(heard[30]?.payload as ArrayBuffer)]).toEqual([0, 255, 16])
  })

  it('RTM-14 nothing is heard of a transaction that is rolled back', async () => {
    const room = randomUUID()
    const { heard } = await listen(room)
    await stage.database.rollback((tx) =>
      tx.query(`select realtime.send('{"n":0}', 'db', $1, true)`, [room]),
    )
    await send(room, 1)
    await expect.poll(() => heard.map(({ payload }) => payload)).toMatchObject([{ n: 1 }])
  })

  it('RTM-14 a changed row is announced with its record', async () => {
    const room = randomUUID()
    const { heard } = await listen(room)
    await stage.database.exec(`create table public.notes (id int, body text);
      create function public.announce() returns trigger language plpgsql as $$ begin
        perform realtime.broadcast_changes('${room}', tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
        return null; end $$;
      create trigger announce after insert or update on public.notes
        for each row execute function public.announce();
      insert into public.notes values (1, 'a'); update public.notes set body = 'b'`)
    await expect.poll(() => heard).toHaveLength(2)
    expect(heard.map(({ event }) => event)).toEqual(['INSERT', 'UPDATE'])
    expect(heard[1]?.payload).toMatchObject({
      operation: 'UPDATE',
      schema: 'public',
      table: 'notes',
      record: { id: 1, body: 'b' },
      old_record: { id: 1, body: 'a' },
    })
  })

  it('RTM-15 rings of this process reach private topics and leave no row', async () => {
    const room = randomUUID()
    const { heard } = await listen(room)
    const rings = [1, 2, 3].map((n) => ({ topic: room, event: 'append', payload: { n } }))
    stage.realtime.deliver(rings)
    await expect
      .poll(() => heard.map(({ payload }) => payload))
      .toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
    const rows = await stage.database.query('select from realtime.messages where topic = $1', [
      room,
    ])
    expect(rows).toEqual([])
  })
})

describe('replay', () => {
  const replay = (since: number, limit = 25) => ({ broadcast: { replay: { since, limit } } })

  it('RTM-16 repeats the last messages, oldest first and marked', async () => {
    const room = randomUUID()
    for (let n = 0; n < 30; n += 1) await send(room, n)
    const few = await listen(room, replay(Date.now() - 60_000, 3))
    await expect.poll(() => few.heard).toHaveLength(3)
    expect(few.heard.map(({ payload }) => payload)).toMatchObject([{ n: 27 }, { n: 28 }, { n: 29 }])
    expect(few.heard.every(({ meta }) => meta?.replayed === true)).toBe(true)
    await client.removeAllChannels()
    const most = await listen(room, replay(0))
    await expect.poll(() => most.heard).toHaveLength(25)
    await client.removeAllChannels()
    const none = await listen(room, replay(Date.now() + 60_000))
    await send(room, 30)
    await expect.poll(() => none.heard.map(({ payload }) => payload)).toMatchObject([{ n: 30 }])
  })

  it('RTM-16 neither loses nor doubles what is sent while it runs', async () => {
    const room = randomUUID()
    await send(room, 0)
    const sending = (async () => {
      for (let n = 1; n < 20; n += 1) await send(room, n)
    })()
    const { heard } = await listen(room, replay(Date.now() - 60_000))
    await sending
    await send(room, 20)
    await expect.poll(() => heard.at(-1)?.payload).toMatchObject({ n: 20 })
    // Rows of the same millisecond have no order in `realtime.messages`, here or hosted: a replay may swap them.
    const numbers = heard.map(({ payload }) => (payload as { n: number }).n).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 21 }, (_, n) => n))
  })

  it('RTM-16 is refused on a public channel and with parameters that make no sense', async () => {
    const anyone = await stage.client()
    expect(() => anyone.channel('open', { config: replay(1) })).toThrow(/private/)
    const room = randomUUID()
    await stage.seat(room, person, false)
    const channel = client.channel(room, { config: { private: true, ...replay(1.5) } })
    expect(await subscribe(channel)).toMatch(/^UnableToReplayMessages: /)
  })
})
