import { memoryStore, openClient } from '@coldopen/sync/client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Author, createDocument, createProject } from '../support/Author.ts'
import { startBackend } from '../support/backend.ts'
import type { TestPerson } from '../support/backend.ts'
import { coldopen } from '../support/backendProcess.ts'
import { attributesOf, startCollector } from '../support/Collector.ts'

type Collector = Awaited<ReturnType<typeof startCollector>>

describe('telemetry', () => {
  let collector: Collector
  let ada: TestPerson
  let script: string

  beforeAll(async () => {
    collector = await startCollector()
    const telemetry = { endpoint: collector.endpoint, everyMs: 60_000 }
    const backend = await startBackend({ telemetry })
    ada = await backend.person('ada')
    const project = await createProject(ada.client)
    script = await createDocument(ada.client, project, 'screenplay')
    const channel = ada.client.channel(`doc:${script}`, { config: { private: true } })
    const heard: unknown[] = []
    channel.on('broadcast', { event: 'append' }, (ring) => heard.push(ring))
    await new Promise((resolve) => channel.subscribe(resolve))
    const author = await Author.open(ada.client, script)
    await author.edit((doc) => doc.getText('t').insert(0, 'a secret text'))
    await author.edit((doc) => doc.getText('t').insert(0, 'another'))
    await backend.anonymous().rpc('no_such_function_of_ours')
    const refused = await ada.client.rpc('read_events', { p_doc: script, p_after: 0, p_epoch: 1 })
    expect(refused.error).not.toBeNull()
    await backend.projected()
    await vi.waitFor(() => expect(heard).toHaveLength(2), { timeout: 60_000 })
    await backend.close()
  })
  afterAll(() => collector.close())

  const named = (name: string) => (collector.points.get(name) ?? []).map(attributesOf)
  const value = (name: string) => Number(collector.points.get(name)?.[0]?.asDouble)

  it('OBS-2 every call is a span and a measurement, by function and status', () => {
    const calls = collector.spans.filter(({ name }) => name === 'coldopen.rpc').map(attributesOf)
    expect(calls).toContainEqual({ function: 'append_events', status: '200' })
    expect(calls).toContainEqual({ function: 'unknown', status: '404' })
    expect(calls).toContainEqual({ function: 'read_events', status: '409' })
    const measured = named('coldopen.rpc.duration')
    expect(measured).toContainEqual(
      expect.objectContaining({ function: 'append_events', status: '200' }),
    )
    expect(JSON.stringify(measured)).not.toContain('no_such_function_of_ours')
  })

  it('OBS-10 every step of the projector is a span, by kind and number of events', () => {
    const steps = collector.spans.filter(({ name }) => name === 'coldopen.projector.step')
    const step = steps.map(attributesOf).find(({ kind }) => kind === 'screenplay')
    expect(step).toMatchObject({ outcome: 'ok' })
    expect(Number(step?.['events'])).toBeGreaterThan(0)
  })

  it('OBS-3 appends are measured, with the events of each batch', () => {
    const [duration] = collector.points.get('coldopen.append.duration') ?? []
    const [events] = collector.points.get('coldopen.append.events') ?? []
    expect(Number(duration?.count)).toBe(2)
    expect([Number(events?.count), events?.sum]).toEqual([2, 2])
  })

  it('OBS-4 realtime and the projector say where they stand when the backend stops', () => {
    expect(value('coldopen.realtime.connections')).toBeGreaterThanOrEqual(0)
    expect(value('coldopen.realtime.delivered')).toBe(2)
    expect(value('coldopen.realtime.slow_closes')).toBe(0)
    expect(value('coldopen.projector.behind.events')).toBeGreaterThanOrEqual(0)
    expect(value('coldopen.projector.events')).toBe(2)
    expect(value('coldopen.projector.quarantined')).toBe(0)
  })

  it('OBS-5 statements and transactions of the database are measured', () => {
    const kinds = named('coldopen.database.duration').map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['statement', 'transaction']))
    expect(collector.points.get('coldopen.database.running')?.length).toBe(1)
  })

  it('OBS-7 nothing names a person, a document, a token or a text', () => {
    const sent = collector.bodies.join('\n')
    expect(sent).toContain('coldopen')
    for (const secret of [ada.id, ada.email, ada.token, ada.password, script, 'secret text'])
      expect(sent).not.toContain(secret)
  })
})

it('OBS-1 nothing is sent unless a collector is named, and a wrong name is wrong usage', async () => {
  const collector = await startCollector()
  const backend = await startBackend()
  await backend.person()
  await backend.close()
  expect(collector.bodies).toEqual([])
  await collector.close()
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'nowhere', DATABASE_URL: '' }
  const { code, err } = await coldopen(['start', '--port', '0'], env)
  expect(code).toBe(2)
  expect(err).toContain('OTEL_EXPORTER_OTLP_ENDPOINT is "nowhere"')
})

it('OBS-9 a client sends its numbers to the collector it is given', async () => {
  const collector = await startCollector()
  const backend = await startBackend()
  const server = { url: backend.url, key: backend.publishableKey }
  const telemetry = { endpoint: collector.endpoint, everyMs: 60_000 }
  const client = await openClient({ server, store: memoryStore(), doorbell: false, telemetry })
  await client.identity.signUp(`${crypto.randomUUID()}@example.com`, 'a long secret')
  const { screenplay } = await client.library.create({ title: 'Salt' })
  const session = await client.documents.open(screenplay ?? '')
  session.doc.getText('t').insert(0, 'hello')
  await session.persisted()
  await session.caughtUp()
  await expect.poll(() => client.health.get().queued).toBe(0)
  await client.close()
  await backend.close()
  const [appends] = collector.points.get('coldopen.client.append.duration') ?? []
  expect(Number(appends?.count)).toBeGreaterThan(0)
  expect(Number(collector.points.get('coldopen.client.queued')?.[0]?.asDouble)).toBe(0)
  const spans = collector.spans.map((span) => [span.name, attributesOf(span)['outcome']])
  for (const name of ['coldopen.client.open', 'coldopen.client.catchup', 'coldopen.client.append'])
    expect(spans).toContainEqual([name, 'ok'])
  await collector.close()
})

it('OBS-6 a collector that is away costs nothing', async () => {
  const gone = await startCollector()
  await gone.close()
  const backend = await startBackend({ telemetry: { endpoint: gone.endpoint, everyMs: 50 } })
  const ada = await backend.person()
  for (let n = 0; n < 20; n += 1) expect((await ada.client.rpc('list_documents')).error).toBeNull()
  await backend.close()
})
