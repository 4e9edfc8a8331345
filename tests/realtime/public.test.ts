import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, temporaryFolder, type TestBackend } from '../support/backend.ts'
import { listen } from './Ear.ts'

/** supabase-js as it is, through the gateway and on real sockets. */
describe('the unmodified client', () => {
  let backend: TestBackend
  beforeAll(async () => {
    backend = await startBackend()
  })
  afterAll(() => backend.close())

  const open = { private: false } as const

  it('RTM-4 talks to itself and others in JSON and bytes, in both versions', async () => {
    const old = createClient(backend.url, backend.publishableKey, { realtime: { vsn: '1.0.0' } })
    const a = await listen(backend.anonymous(), 'room', {
      ...open,
      broadcast: { ack: true, self: true },
    })
    const b = await listen(backend.anonymous(), 'room', open)
    const c = await listen(old, 'room', open)
    const send = (payload: unknown) => a.channel.send({ type: 'broadcast', event: 'm', payload })
    expect(await send({ x: 'é😀' })).toBe('ok')
    expect(await send(Uint8Array.of(0, 255).buffer)).toBe('ok')
    await expect.poll(() => [a.heard.length, b.heard.length]).toEqual([2, 2])
    await expect.poll(() => c.heard.map(({ payload }) => payload)).toEqual([{ x: 'é😀' }])
    expect([...new Uint8Array(b.heard[1]?.payload as ArrayBuffer)]).toEqual([0, 255])
    await old.realtime.disconnect()
  })

  it('RTM-4 carries two megabytes, and refuses more than three', async () => {
    const a = await listen(backend.anonymous(), 'large', { ...open, broadcast: { ack: true } })
    const b = await listen(backend.anonymous(), 'large', open)
    const send = (length: number) =>
      a.channel.send({ type: 'broadcast', event: 'm', payload: { text: 'x'.repeat(length) } })
    expect(await send(2_000_000)).toBe('ok')
    await expect.poll(() => b.heard).toHaveLength(1)
    expect(await send(3_200_000)).toBe('error')
  })

  it('RTM-17 sends over REST before and without joining', async () => {
    const { heard } = await listen(backend.anonymous(), 'rest', open)
    const sender = backend.anonymous().channel('rest')
    expect(await sender.send({ type: 'broadcast', event: 'm', payload: { n: 1 } })).toBe('ok')
    expect(await sender.httpSend('m', { n: 2 })).toEqual({ success: true })
    expect(await sender.httpSend('m', Uint8Array.of(9))).toEqual({ success: true })
    await expect.poll(() => heard).toHaveLength(3)
    expect(heard.slice(0, 2).map(({ payload }) => payload)).toEqual([{ n: 1 }, { n: 2 }])
  })

  it('RTM-12 RTM-13 sees who is present, who changes and who leaves', async () => {
    const enter = async (key: string) => {
      const client = backend.anonymous()
      const channel = client.channel('presence', { config: { presence: { key } } })
      channel.on('presence', { event: 'sync' }, () => {})
      await new Promise((resolve) => channel.subscribe(resolve))
      return { client, channel, keys: () => Object.keys(channel.presenceState()).sort() }
    }
    const [ada, bob] = [await enter('ada'), await enter('bob')]
    expect(await ada.channel.track({ at: 1 })).toBe('ok')
    expect(await bob.channel.track({ at: 2 })).toBe('ok')
    await expect
      .poll(() => [ada.keys(), bob.keys()])
      .toEqual([
        ['ada', 'bob'],
        ['ada', 'bob'],
      ])
    await bob.channel.track({ at: 3 })
    await expect.poll(() => ada.channel.presenceState()['bob']).toMatchObject([{ at: 3 }])
    await bob.client.realtime.disconnect()
    await expect.poll(() => ada.keys()).toEqual(['ada'])
  })

  it('RTM-1 a wrong key opens nothing', async () => {
    const client = createClient(backend.url, 'sb_publishable_wrong')
    const errors: unknown[] = []
    client.channel('x').subscribe((status) => errors.push(status))
    await expect.poll(() => errors).toContain('CHANNEL_ERROR')
    await client.realtime.disconnect()
  })
})

it('RTM-3 after the backend has been stopped and started the client is back by itself', async () => {
  const folder = temporaryFolder()
  const first = await startBackend({ dataDir: folder.path })
  const client = createClient(first.url, first.publishableKey)
  const { heard, channel } = await listen(client, 'again', { private: false })
  await first.close()
  const second = await startBackend({ dataDir: folder.path, port: first.port })
  await expect.poll(() => channel.state).toBe('joined')
  const sender = second.anonymous().channel('again')
  expect(await sender.httpSend('m', { n: 1 })).toEqual({ success: true })
  await expect.poll(() => heard).toHaveLength(1)
  await client.realtime.disconnect()
  await second.close()
  folder.remove()
})
