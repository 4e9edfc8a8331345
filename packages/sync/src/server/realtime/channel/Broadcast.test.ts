import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawClient } from '../testing/RawClient.ts'
import { openStage, subscribe } from '../testing/Stage.ts'
import type { Stage } from '../testing/Stage.ts'

let stage: Stage
let ada: SupabaseClient
let bob: SupabaseClient
beforeAll(async () => {
  stage = await openStage({ payloadBytes: 100_000 })
  ada = await stage.client()
  bob = await stage.client()
})
afterAll(() => stage.close())

/** Joins and collects every payload heard. */
async function listen(client: SupabaseClient, topic: string, config = {}) {
  const heard: unknown[] = []
  const channel = client.channel(topic, { config })
  channel.on('broadcast', { event: '*' }, (message) => heard.push(message['payload']))
  expect(await subscribe(channel)).toBe('SUBSCRIBED')
  return { channel, heard }
}

describe('opening', () => {
  it('RTM-1 a connection needs a valid key and the right path', async () => {
    const bare = rawClient(stage.url, 'vsn=2.0.0')
    await expect(bare).rejects.toThrow(/401/)
    await expect(rawClient(stage.url, 'apikey=sb_publishable_other')).rejects.toThrow(/401/)
    const elsewhere = rawClient(`${stage.url}/elsewhere`, stage.query)
    await expect(elsewhere).rejects.toThrow(/404/)
  })

  it('RTM-2 a malformed frame closes the connection that sent it, with a reason', async () => {
    for (const frame of ['no json', '{"topic":1}', Uint8Array.of(9, 9), Uint8Array.of(3, 200)]) {
      const raw = await rawClient(stage.url, stage.query)
      raw.send(frame)
      expect(await raw.closed).toMatchObject({ code: 1003, reason: expect.stringMatching(/\w/) })
    }
  })

  it('RTM-3 pushes to a topic not joined are answered, a heartbeat too', async () => {
    const raw = await rawClient(stage.url, stage.query)
    const topic = 'realtime:nowhere'
    const stray = await raw.push(topic, 'broadcast', { event: 'e', payload: {} })
    expect(stray.payload).toEqual({ status: 'error', response: { reason: 'unmatched topic' } })
    expect((await raw.push(topic, 'phx_leave', {})).payload['status']).toBe('ok')
    expect((await raw.push('phoenix', 'heartbeat', {})).payload['status']).toBe('ok')
    raw.close()
  })

  it('RTM-3 joining again ends the earlier joining, and only that', async () => {
    const raw = await rawClient(stage.url, stage.query)
    await raw.push('realtime:twice', 'phx_join', {}, '1')
    await raw.push('realtime:twice', 'phx_join', {}, '2')
    const ended = raw.heard.filter(({ event }) => event === 'phx_close')
    expect(ended).toEqual([expect.objectContaining({ joinRef: '1', topic: 'realtime:twice' })])
    expect(stage.realtime.stats().channels).toBe(1)
    raw.close()
  })

  it('RTM-3 a topic without a name, or too long a one, is refused with a sentence', async () => {
    const raw = await rawClient(stage.url, stage.query)
    const nameless = await raw.push('realtime:', 'phx_join', {})
    expect(nameless.payload['response']).toEqual({
      reason: 'TopicNameRequired: You must provide a topic name',
    })
    const long = await raw.push(`realtime:${'é'.repeat(130)}`, 'phx_join', {})
    expect(JSON.stringify(long.payload)).toMatch(/TopicTooLong/)
    raw.close()
  })
})

describe('broadcast', () => {
  it('RTM-4 carries JSON and bytes unchanged, answers with ack, echoes with self', async () => {
    const a = await listen(ada, 'open', { broadcast: { ack: true, self: true } })
    const b = await listen(bob, 'open')
    const send = (payload: unknown) => a.channel.send({ type: 'broadcast', event: 'say', payload })
    expect(await send({ text: 'é😀' })).toBe('ok')
    expect(await send(Uint8Array.of(0, 1, 2, 255).buffer)).toBe('ok')
    await expect.poll(() => b.heard).toHaveLength(2)
    for (const heard of [a.heard, b.heard]) {
      expect(heard[0]).toEqual({ text: 'é😀' })
      expect(heard[1]).toBeInstanceOf(ArrayBuffer)
      expect([...new Uint8Array(heard[1] as ArrayBuffer)]).toEqual([0, 1, 2, 255])
    }
    expect(await b.channel.send({ type: 'broadcast', event: 'say', payload: {} })).toBe('ok')
    await expect.poll(() => a.heard).toHaveLength(3)
    expect(b.heard).toHaveLength(2)
    await Promise.all([ada.removeAllChannels(), bob.removeAllChannels()])
  })

  it('RTM-4 carries data of any length', async () => {
    const a = await listen(ada, 'lengths')
    const b = await listen(bob, 'lengths')
    const lengths = [0, 90, 91, 92, 93, 65_499, 65_500, 65_501, 65_502, 99_000]
    for (const length of lengths) {
      const payload = new Uint8Array(length).fill(length).buffer
      await a.channel.send({ type: 'broadcast', event: 'e', payload })
    }
    await expect.poll(() => b.heard).toHaveLength(lengths.length)
    const heard = b.heard.map((payload) => new Uint8Array(payload as ArrayBuffer))
    expect(heard.map((bytes) => bytes.length)).toEqual(lengths)
    expect(heard.every((bytes) => bytes.every((byte) => byte === bytes.length % 256))).toBe(true)
    await Promise.all([ada.removeAllChannels(), bob.removeAllChannels()])
  })

  it('RTM-4 version 1 sends and receives JSON, and is spared bytes', async () => {
    const old = await stage.client(undefined, { vsn: '1.0.0' })
    const one = await listen(old, 'old')
    const two = await listen(ada, 'old')
    const send = (payload: unknown) => two.channel.send({ type: 'broadcast', event: 'e', payload })
    await send(Uint8Array.of(7).buffer)
    await send({ n: 1 })
    await expect.poll(() => one.heard).toEqual([{ n: 1 }])
    await one.channel.send({ type: 'broadcast', event: 'e', payload: { n: 2 } })
    await expect.poll(() => two.heard).toEqual([{ n: 2 }])
    await ada.removeAllChannels()
  })

  it('RTM-5 keeps the order of one sender', async () => {
    const a = await listen(ada, 'order')
    const b = await listen(bob, 'order')
    const numbers = Array.from({ length: 200 }, (_, n) => n)
    for (const n of numbers) void a.channel.send({ type: 'broadcast', event: 'n', payload: { n } })
    await expect.poll(() => b.heard).toHaveLength(numbers.length)
    expect(b.heard).toEqual(numbers.map((n) => ({ n })))
    await Promise.all([ada.removeAllChannels(), bob.removeAllChannels()])
  })

  it('RTM-6 what is too large, too long or not JSON is refused to the sender alone', async () => {
    const a = await listen(ada, 'faults', { broadcast: { ack: true } })
    const b = await listen(bob, 'faults')
    const send = (payload: object, event = 'e') =>
      a.channel.send({ type: 'broadcast', event, payload })
    expect(await send({ text: 'x'.repeat(200_000) })).toBe('error')
    const raw = await rawClient(stage.url, stage.query)
    const topic = 'realtime:faults'
    await raw.push(topic, 'phx_join', { config: { broadcast: { ack: true } } }, '1')
    const long = await raw.push(topic, 'broadcast', { event: 'e'.repeat(300), payload: {} })
    expect(JSON.stringify(long.payload)).toMatch(/EventTooLong/)
    const nameless = await raw.push(topic, 'broadcast', { payload: {} })
    expect(JSON.stringify(nameless.payload)).toMatch(/InvalidPayload/)
    const head = [3, 0, 0, topic.length, 1, 0, 1]
    raw.send(Buffer.from([...head, ...Buffer.from(`${topic}e{"broken"`)]))
    await raw.push(topic, 'broadcast', { event: 'e', payload: { last: true } })
    await expect.poll(() => b.heard).toEqual([{ last: true }])
    raw.close()
    await Promise.all([ada.removeAllChannels(), bob.removeAllChannels()])
  })
})

describe('carets', () => {
  it('RTM-23 go out in rounds, the last of each sender, to everyone but the sender', async () => {
    const topic = 'presence:room'
    const [first, second, reader] = [
      await listen(ada, topic),
      await listen(bob, topic),
      await listen(await stage.client(), topic),
    ]
    const say = (channel: RealtimeChannel, event: string, payload: object) =>
      channel.send({ type: 'broadcast', event, payload })
    for (const at of [1, 2, 3]) void say(first.channel, 'caret', { from: 'ada', at })
    void say(first.channel, 'name', { from: 'ada' })
    for (const at of [7, 8]) void say(second.channel, 'caret', { from: 'bob', at })
    await expect.poll(() => reader.heard.at(-1)).toEqual({ from: 'bob', at: 8 })
    const last = (heard: readonly unknown[], from: string) =>
      heard.filter((one) => (one as { from: string }).from === from)
    expect(last(reader.heard, 'ada').slice(-2)).toEqual([{ from: 'ada', at: 3 }, { from: 'ada' }])
    await expect.poll(() => last(first.heard, 'bob').at(-1)).toEqual({ from: 'bob', at: 8 })
    expect(last(first.heard, 'ada')).toEqual([])
    expect(last(second.heard, 'bob')).toEqual([])
    expect(reader.heard.length).toBeLessThanOrEqual(6)
  })
})
