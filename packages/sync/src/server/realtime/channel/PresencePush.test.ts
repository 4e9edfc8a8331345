import { randomUUID } from 'node:crypto'
import type { RealtimeChannel } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStage, subscribe } from '../testing/Stage.ts'
import type { Stage } from '../testing/Stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ presenceCalls: 4, presenceKeys: 3 })
})
afterAll(() => stage.close())

async function enter(topic: string, key: string) {
  const client = await stage.client()
  const channel = client.channel(topic, { config: { presence: { key } } })
  channel.on('presence', { event: 'sync' }, () => {})
  expect(await subscribe(channel)).toBe('SUBSCRIBED')
  return { client, channel }
}

/** The state without the references, which differ at every run. */
const seen = (channel: RealtimeChannel) =>
  Object.fromEntries(
    Object.entries(channel.presenceState<{ at: number }>()).map(([key, metas]) => [
      key,
      metas.map(({ at }) => at),
    ]),
  )

it('RTM-12 everyone sees who is there, updates replace, newcomers get the state', async () => {
  const topic = randomUUID()
  const ada = await enter(topic, 'ada')
  const bob = await enter(topic, 'bob')
  expect(await ada.channel.track({ at: 1 })).toBe('ok')
  expect(await bob.channel.track({ at: 2 })).toBe('ok')
  expect(await bob.channel.track({ at: 3 })).toBe('ok')
  const late = await enter(topic, 'late')
  for (const { channel } of [ada, bob, late]) {
    await expect.poll(() => seen(channel)).toEqual({ ada: [1], bob: [3] })
  }
  expect(await bob.channel.untrack()).toBe('ok')
  await expect.poll(() => seen(late.channel)).toEqual({ ada: [1] })
})

it('RTM-12 one key on two connections has two metas', async () => {
  const topic = randomUUID()
  const laptop = await enter(topic, 'ada')
  const phone = await enter(topic, 'ada')
  await laptop.channel.track({ at: 1 })
  await phone.channel.track({ at: 2 })
  await expect.poll(() => seen(laptop.channel)).toEqual({ ada: [1, 2] })
})

it('RTM-13 leaving the channel and losing the connection are seen by the others', async () => {
  const topic = randomUUID()
  const [ada, bob, eve] = [
    await enter(topic, 'ada'),
    await enter(topic, 'bob'),
    await enter(topic, 'eve'),
  ]
  for (const { channel } of [ada, bob, eve]) await channel.track({ at: 0 })
  await expect.poll(() => Object.keys(seen(ada.channel))).toHaveLength(3)
  await bob.client.removeChannel(bob.channel)
  await expect.poll(() => seen(ada.channel)).toEqual({ ada: [0], eve: [0] })
  await eve.client.realtime.disconnect()
  await expect.poll(() => seen(ada.channel)).toEqual({ ada: [0] })
})

it('RTM-18 too many presence calls end the channel; an object with too many keys is refused', async () => {
  const { channel } = await enter(randomUUID(), 'ada')
  const messages: string[] = []
  channel.on('system', {}, (message: { message: string }) => messages.push(message.message))
  expect(await channel.track({ a: 1, b: 2, c: 3, d: 4 })).toBe('error')
  for (let at = 0; at < 3; at += 1) expect(await channel.track({ at })).toBe('ok')
  void channel.track({ at: 4 }, { timeout: 100 })
  await expect.poll(() => messages).toEqual(['Client presence rate limit exceeded'])
  expect(channel.state).toBe('closed')
})
