import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawClient } from '../testing/RawClient.ts'
import type { RawClient } from '../testing/RawClient.ts'
import { openStage, subscribe } from '../testing/Stage.ts'
import type { Stage } from '../testing/Stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({
    frameBytes: 200_000,
    payloadBytes: 150_000,
    channels: 3,
    joinsPerSecond: 8,
    messagesPerSecond: 20,
    bufferedBytes: 1_000_000,
    waitingMessages: 20,
  })
})
afterAll(() => stage.close())

const open = () => rawClient(stage.url, stage.query)
const join = (raw: RawClient, topic: string) => raw.push(`realtime:${topic}`, 'phx_join', {})
const reason = (message: { payload: object }) => JSON.stringify(message.payload)

describe('limits', () => {
  it('RTM-18 a frame over the limit closes its connection with code 1009', async () => {
    const raw = await open()
    raw.send('x'.repeat(300_000))
    expect((await raw.closed).code).toBe(1009)
  })

  it('RTM-18 one channel too many is refused, the others stay', async () => {
    const raw = await open()
    for (const topic of ['a', 'b', 'c']) await join(raw, topic)
    expect(reason(await join(raw, 'd'))).toMatch(/ChannelRateLimitReached/)
    const alive = await raw.push('realtime:a', 'presence', { event: 'untrack' })
    expect(alive.payload['status']).toBe('ok')
    raw.close()
  })

  it('RTM-18 too many joins in a second are refused', async () => {
    const raw = await open()
    const answers = await Promise.all(Array.from({ length: 12 }, () => join(raw, 'again')))
    const refused = answers.filter((answer) => /ClientJoinRateLimitReached/.test(reason(answer)))
    expect(refused.length).toBeGreaterThan(0)
    raw.close()
  })

  it('RTM-18 too many messages in a second end the channel with a sentence', async () => {
    const raw = await open()
    const neighbour = await open()
    await join(raw, 'busy')
    await join(neighbour, 'busy')
    const push = JSON.stringify([null, null, 'realtime:busy', 'broadcast', { event: 'e' }])
    for (let n = 0; n < 60; n += 1) raw.send(push)
    await expect.poll(() => raw.heard.at(-1)?.event).toBe('phx_close')
    expect(raw.heard.at(-2)?.payload['message']).toBe('Too many messages per second')
    expect((await neighbour.push('phoenix', 'heartbeat', {})).payload['status']).toBe('ok')
    expect(neighbour.heard.some(({ event }) => event === 'phx_close')).toBe(false)
    raw.close()
    neighbour.close()
  })

  it('RTM-18 pushes that pile up behind the database close the connection with code 1008', async () => {
    const raw = await open()
    const topic = `realtime:${randomUUID()}`
    let release = () => {}
    const held = stage.database.transaction(
      () => new Promise<void>((resolve) => (release = resolve)),
    )
    const config = { config: { private: true } }
    raw.send(JSON.stringify(['1', '1', topic, 'phx_join', config]))
    for (let n = 0; n < 30; n += 1) raw.send(JSON.stringify(['1', null, topic, 'broadcast', {}]))
    expect((await raw.closed).code).toBe(1008)
    release()
    await held
  })

  it('RTM-21 table changes are refused with what to use instead', async () => {
    const channel = (await stage.client()).channel('changes')
    channel.on('postgres_changes', { event: '*', schema: 'public' }, () => {})
    expect(await subscribe(channel)).toMatch(/^PostgresChangesNotOffered: .*broadcasts/)
  })
})

describe('bad readers', () => {
  it('RTM-19 a reader too slow is closed with code 1013, the others are served', async () => {
    const slow = await open()
    await join(slow, 'flood')
    slow.pause()
    const heard: unknown[] = []
    const quick = (await stage.client()).channel('flood')
    quick.on('broadcast', { event: '*' }, () => heard.push(null))
    expect(await subscribe(quick)).toBe('SUBSCRIBED')
    const text = 'x'.repeat(100_000)
    const message = { topic: 'flood', event: 'e', payload: { text } }
    const body = JSON.stringify({ messages: [message] })
    const headers = { apikey: 'sb_publishable_stage' }
    for (let n = 0; n < 150; n += 1) {
      await fetch(`${stage.url}/realtime/v1/api/broadcast`, { method: 'POST', headers, body })
    }
    await expect.poll(() => heard).toHaveLength(150)
    slow.resume()
    const { code, reason } = await slow.closed
    expect([code, reason]).toEqual([1013, expect.stringMatching(/too slow/)])
  })

  it('RTM-20 a connection that says nothing is ended', async () => {
    const impatient = await openStage({ silenceMs: 1_000 })
    const mute = await rawClient(impatient.url, impatient.query)
    expect((await mute.closed).code).toBe(1006)
    await expect.poll(() => impatient.realtime.stats().connections).toBe(0)
    await impatient.close()
  })
})
