import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { launch } from '../support/chromium.ts'
import { startCollector } from '../support/Collector.ts'
import { Writer } from './support/Writer.ts'

describe('what a browser tells of itself', () => {
  let browser: Browser
  let collector: Awaited<ReturnType<typeof startCollector>>
  const backends: TestBackend[] = []

  const write = async (browserTelemetry?: string) => {
    const backend = await startBackend({ browserTelemetry })
    backends.push(backend)
    const context = await browser.newContext()
    const asked: string[] = []
    // The worker keeps every file of the build; what the page itself asks for is what it runs.
    context.on('request', (request) => {
      if (request.serviceWorker() === null) asked.push(request.url())
    })
    const writer = await Writer.arrive('ada', context, backend.url)
    await writer.signUp()
    await writer.startScript('A secret title')
    await writer.type('int. vault - night')
    await writer.press('Enter')
    await writer.type('A secret text.')
    await writer.allSaved()
    return { writer, backend, asked, leave: () => context.close() }
  }

  beforeAll(async () => {
    browser = await launch()
    collector = await startCollector()
  })
  afterAll(async () => {
    await browser.close()
    await Promise.all(backends.map((backend) => backend.close()))
    await collector.close()
  })

  it('OBS-11 a browser sends spans and numbers to the collector its server names, under the page’s own policy', async () => {
    const { writer, backend, leave } = await write(collector.endpoint)
    const config: unknown = await (await fetch(`${backend.url}/config.json`)).json()
    expect(config).toMatchObject({ telemetry: collector.endpoint })
    const names = () => collector.spans.map(({ name }) => name)
    await expect.poll(names).toContain('coldopen.client.append')
    await expect.poll(names).toContain('coldopen.client.open')
    await expect.poll(names).toContain('coldopen.client.read')
    await expect.poll(() => [...collector.points.keys()]).toContain('coldopen.client.queued')
    await expect.poll(() => collector.points.get('coldopen.client.append.duration')).toHaveLength(1)
    expect(writer.faults).toEqual([])
    const sent = collector.bodies.join('\n')
    const secrets = [writer.email, writer.project, 'ecret t', 'vault', backend.publishableKey]
    for (const secret of secrets) expect(sent).not.toContain(secret)
    await leave()
  })

  it('OBS-11 without one nothing is loaded or sent for it', async () => {
    const { backend, asked } = await write()
    const foreign = asked.filter((url) => !url.startsWith(backend.url) && !url.startsWith('blob:'))
    expect(foreign).toEqual([])
    expect(asked.filter((url) => url.includes('Telemetry'))).toEqual([])
  })
})
