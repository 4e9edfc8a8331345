import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, temporaryFolder, type TestBackend } from '../support/backend.ts'
import { startChromium, type ChromiumProcess } from './support/ChromiumProcess.ts'
import { makeDeployment } from './support/Deployment.ts'
import { Writer } from './support/Writer.ts'

/** Resolves once every file of the app is on this device and the page is served from there. */
const kept = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')

const buildOf = (page: Page) => page.locator('#app').getAttribute('data-build')

const useNow = (page: Page) => page.getByRole('button', { name: 'Use it now' })

const inTheWay = (page: Page) => page.getByText('Close the other window of Coldopen')

/** How many pages of the app the browser counts as open. */
const windowsOpen = (page: Page) =>
  page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query()
    return held.filter(({ name }) => name?.startsWith('coldopen:window:')).length
  })

describe('an app that was visited once', () => {
  const profile = temporaryFolder()
  const deployment = makeDeployment()
  let backend: TestBackend
  let chromium: ChromiumProcess
  let writer: Writer
  let project: string

  beforeAll(async () => {
    backend = await startBackend({ site: deployment.site })
    chromium = await startChromium(profile.path)
    writer = await Writer.arrive('alone', chromium.context, backend.url)
    await writer.startScript('Signal Fire')
    await writer.type('ext. hill - night')
    await writer.press('Enter')
    await writer.type('A spark.')
    project = writer.address
    await kept(writer.page)
  })
  afterAll(async () => {
    await chromium.kill()
    await backend.close()
    profile.remove()
    deployment.remove()
  })

  const open = async (): Promise<Page> => {
    const page = await chromium.context.newPage()
    await page.goto(backend.url)
    return page
  }
  /** Puts a newer version on the server, and lets a page find it. */
  const deploy = async (version: string, page: Page): Promise<void> => {
    deployment.deploy(version)
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => {}))
  }

  it('WEB-19 can be installed', async () => {
    const session = await chromium.context.newCDPSession(writer.page)
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual([])
    const { url, errors } = await session.send('Page.getAppManifest')
    expect([url, errors]).toEqual([`${backend.url}/manifest.webmanifest`, []])
  })

  it('WEB-20 never keeps what the server says', async () => {
    const addresses = await writer.page.evaluate(async () => {
      const all = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      )
      return all.flat().map((request) => new URL(request.url).pathname)
    })
    expect(addresses).toContain('/index.html')
    const own =
      /^\/(assets\/[\w.-]+\.(js|css|woff2?|icc)|index\.html|icon[\w.-]*|manifest\.webmanifest)$/
    expect(addresses.filter((address) => !own.test(address))).toEqual([])
    const answered = await writer.page.evaluate(async () => {
      const answers = await Promise.all(['/config.json', '/health'].map((path) => fetch(path)))
      return answers.map((answer) => answer.headers.get('content-type'))
    })
    for (const type of answered) expect(type).toContain('application/json')
  })

  it('WEB-21 a newer version leaves open pages alone, with every part they may still ask for', async () => {
    await deploy('next', writer.page)
    const notice = writer.page.getByText('A new version of Coldopen is ready.')
    await notice.waitFor()
    expect(await buildOf(writer.page)).toBe(null)
    const second = await chromium.context.newPage()
    await second.goto(backend.url)
    await second.getByRole('link', { name: 'Signal Fire' }).click()
    await second.getByRole('textbox', { name: 'Screenplay' }).waitFor()
    expect(await buildOf(second)).toBe(null)
    await second.close()
  })

  it('WEB-21 the newer version takes over when the writer asks and no other window is open any more', async () => {
    const second = await open()
    await useNow(second).click()
    await inTheWay(second).waitFor()
    expect(await buildOf(second)).toBe(null)
    await writer.page.goto('about:blank')
    await expect.poll(() => buildOf(second)).toBe('next')
    await second.getByRole('link', { name: 'Signal Fire' }).waitFor()
    await kept(second)
    await writer.page.goBack()
    await expect.poll(() => buildOf(writer.page)).toBe('next')
    await writer.page.goto('about:blank')
    await second.close()
  })

  it('WEB-21 it leaves alone who changed their mind, and needs one click after the other window was closed', async () => {
    const first = await open()
    await kept(first)
    await deploy('third', first)
    const second = await open()
    await useNow(second).click()
    await second.getByRole('button', { name: 'Not now' }).click()
    await inTheWay(second).waitFor({ state: 'detached' })
    await first.close()
    await expect.poll(() => windowsOpen(second)).toBe(1)
    expect(
      await second.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state),
    ).toBe('installed')
    expect(await buildOf(second)).toBe('next')
    const last = await open()
    await useNow(last).waitFor()
    await second.close()
    await useNow(last).click()
    await expect.poll(() => buildOf(last)).toBe('third')
    await last.close()
  })

  it('WEB-22 opens the library and a stored script with no network and no server, after a power cut', async () => {
    await chromium.kill()
    const origin = backend.url
    await backend.close()
    chromium = await startChromium(profile.path)
    writer = await Writer.arrive('alone', chromium.context, origin)
    await writer.page.getByRole('link', { name: 'Signal Fire' }).waitFor()
    await writer.goto(project)
    await writer.sees([
      { kind: 'scene_heading', text: 'ext. hill - night' },
      { kind: 'action', text: 'A spark.' },
    ])
    await writer.caretAtEndOf(1)
    await writer.type(' Then a flame.')
    await writer.goto(project)
    await expect
      .poll(async () => (await writer.lines()).at(-1)?.text)
      .toBe('A spark. Then a flame.')
    expect(writer.faults).toEqual([])
  })
})
