import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, subscribe } from '../testing/Stage.ts'
import type { Stage } from '../testing/Stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ payloadBytes: 1_000, frameBytes: 5_000, restMessages: 3 })
})
afterAll(() => stage.close())

const key = { apikey: 'sb_publishable_stage' }
const json = { ...key, 'content-type': 'application/json' }
const post = (path: string, headers: Record<string, string>, body: string) =>
  fetch(`${stage.url}/realtime/v1/api/broadcast${path}`, { method: 'POST', headers, body })
const batch = (messages: unknown) => post('', json, JSON.stringify({ messages }))

async function listen(topic: string) {
  const heard: unknown[] = []
  const channel = (await stage.client()).channel(topic)
  channel.on('broadcast', { event: '*' }, (message) => heard.push(message['payload']))
  expect(await subscribe(channel)).toBe('SUBSCRIBED')
  return heard
}

describe('broadcast over REST', () => {
  it('RTM-17 the client can send before it joins, JSON and bytes', async () => {
    const topic = `r/${randomUUID()}`
    const heard = await listen(topic)
    const channel = (await stage.client()).channel(topic)
    expect(await channel.send({ type: 'broadcast', event: 'e', payload: { n: 1 } })).toBe('ok')
    expect(await channel.httpSend('e é', { n: 2 })).toEqual({ success: true })
    expect(await channel.httpSend('e', Uint8Array.of(9, 8))).toEqual({ success: true })
    await expect.poll(() => heard).toHaveLength(3)
    expect(heard.slice(0, 2)).toEqual([{ n: 1 }, { n: 2 }])
    expect([...new Uint8Array(heard[2] as ArrayBuffer)]).toEqual([9, 8])
  })

  it('RTM-17 a batch reaches its topics, but no private one the caller may not write', async () => {
    const room = randomUUID()
    const reader = randomUUID()
    await stage.seat(room, reader, false)
    const inside: unknown[] = []
    const client = await stage.client(await stage.token(reader))
    const channel = client.channel(room, { config: { private: true } })
    channel.on('broadcast', { event: '*' }, (message) => inside.push(message['payload']))
    expect(await subscribe(channel)).toBe('SUBSCRIBED')
    const outside = await listen(room)
    const message = { topic: room, event: 'e', payload: { n: 1 } }
    const answer = await batch([{ ...message, private: true }, message])
    expect(answer.status).toBe(202)
    await expect.poll(() => outside).toEqual([{ n: 1 }])
    const writer = randomUUID()
    await stage.seat(room, writer, true)
    const authorization = `Bearer ${await stage.token(writer)}`
    const payload = { messages: [{ ...message, payload: { n: 2 }, private: true }] }
    await post('', { ...json, authorization }, JSON.stringify(payload))
    await expect.poll(() => inside).toEqual([{ n: 2 }])
    expect(outside).toHaveLength(1)
  })

  it('RTM-17 refuses with a status and a sentence', async () => {
    const message = { topic: 't', event: 'e', payload: {} }
    const cases: [number, Promise<Response>][] = [
      [401, post('', { 'content-type': 'application/json' }, '{}')],
      [401, post('', { ...json, authorization: 'Bearer forged' }, '{}')],
      [404, post('/t/events', json, '{}')],
      [413, batch(Array.from({ length: 4 }, () => message))],
      [413, batch([{ ...message, payload: { text: 'x'.repeat(1_500) } }])],
      [413, post('', json, 'x'.repeat(6_000))],
      [422, post('', json, 'not json')],
      [422, batch([{ ...message, topic: 1 }])],
      [422, batch([{ ...message, payload: [1] }])],
      [422, batch([{ ...message, event: 'e'.repeat(300) }])],
      [422, post('/t/events/e', { ...key, 'content-type': 'text/plain' }, '{}')],
      [422, post('/t/events/e', json, 'not json')],
      [422, post('/%ff/events/e', json, '{}')],
    ]
    for (const [status, answering] of cases) {
      const answer = await answering
      expect(answer.status).toBe(status)
      expect(((await answer.json()) as { message: string }).message).toMatch(/\w/)
    }
  })

  it('RTM-17 a browser of another origin may ask', async () => {
    const preflight = await fetch(`${stage.url}/realtime/v1/api/broadcast`, { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
  })
})
