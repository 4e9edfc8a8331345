import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startBackend, temporaryFolder, type TestBackend } from '../support/backend.ts'
import { launch } from '../support/chromium.ts'
import { selfSigned } from '../support/selfSigned.ts'
import { startChromium, type ChromiumProcess } from './support/ChromiumProcess.ts'
import { logShape, projected, replay, screenplayOf } from './support/Log.ts'
import { asNetwork, openStudio, type Studio } from './support/Studio.ts'
import { Writer } from './support/Writer.ts'

const name = 'studio.test'
const action = (text: string) => ({ kind: 'action', text })
const heading = { kind: 'scene_heading', text: 'int. net loft - day' }

/** Whether the page may use what browsers keep for secure contexts. */
const security = (page: Page) =>
  page.evaluate(() => [isSecureContext, 'locks' in navigator, 'randomUUID' in crypto])

/** Keeps what is written from reaching the server, or lets it. */
const hold = (page: Page) => page.route('**/rpc/append_events', (route) => route.abort())

describe('a studio on the network, without TLS', () => {
  let studio: Studio
  let ada: Writer
  let ben: Writer
  let document: string

  beforeAll(async () => {
    studio = await openStudio({ network: name })
    ada = await studio.writer('ada')
    ben = await studio.writer('ben')
    expect(await security(ada.page)).toEqual([false, false, false])
    await ada.signUp()
    await ben.signUp()
    await ada.startScript('Tide Tables')
    await ada.type(heading.text)
    await ada.press('Enter')
    await ada.type('Nets.')
    await ada.allSaved()
    document = await screenplayOf(studio.backend, ada.project)
  })
  afterAll(() => studio.close())

  it('WEB-75 a guest joins by a link that the button copies, and both converge', async () => {
    const link = await ada.invite()
    const dialog = ada.page.getByRole('dialog')
    await ada.page.getByRole('button', { name: 'Share' }).click()
    await dialog.getByRole('button', { name: 'Make a link' }).click()
    await dialog.getByRole('button', { name: 'Copy' }).click()
    await dialog.getByRole('button', { name: 'Copied' }).waitFor()
    await ada.press('Escape')
    await ben.accept(link)
    await ben.sees([heading, action('Nets.')])
    await ada.caretAtEndOf(1)
    await ben.caretAtStartOf(1)
    await Promise.all([ada.type(' Gull.'), ben.type('Dry ')])
    const both = [heading, action('Dry Nets. Gull.')]
    await ada.sees(both)
    await ben.sees(both)
  })

  it('WEB-75 the app says in its own words what is missing here, and nothing else is', async () => {
    await ada.page.getByRole('button', { name: 'Sync: All saved' }).click()
    await ada.page.getByText('its server must be within reach').waitFor()
    expect(await ada.page.getByRole('alert').allInnerTexts()).toEqual([])
    await ada.press('Escape')
  })

  it('WEB-75 a reload keeps everything, and a second tab writes beside the first', async () => {
    await ada.page.reload()
    await ada.script.waitFor()
    await ada.sees([heading, action('Dry Nets. Gull.')])
    const tab = await ada.anotherTab()
    await tab.goto(ada.address)
    await tab.script.waitFor()
    await tab.caretAtEndOf(1)
    await tab.type(' Two.')
    await ada.sees([heading, action('Dry Nets. Gull. Two.')])
    await ada.caretAtEndOf(1)
    await ada.type(' One.')
    await tab.sees([heading, action('Dry Nets. Gull. Two. One.')])
    await tab.page.close()
  })

  it('WEB-75 what a tab that died had not sent is sent by the next', async () => {
    await hold(ada.page)
    await ada.caretAtEndOf(1)
    await ada.type(' Unsent.')
    await ada.kept()
    const tab = await ada.anotherTab()
    const address = ada.address
    await ada.crash()
    await tab.goto(address)
    await tab.script.waitFor()
    const text = 'Dry Nets. Gull. Two. One. Unsent.'
    await tab.sees([heading, action(text)])
    await tab.allSaved()
    await ben.sees([heading, action(text)])
    ada = tab
  })

  it('WEB-75 a tab that was frozen and taken for dead goes on when it wakes, and loses nothing', async () => {
    await hold(ada.page)
    await ada.caretAtEndOf(1)
    await ada.type(' Ice.')
    await ada.kept()
    const tab = await ada.anotherTab()
    const wake = await ada.freeze()
    await tab.goto(studio.origin)
    await tab.openScript('Tide Tables')
    await expect.poll(async () => (await tab.lines()).at(-1)?.text).toContain('Ice.')
    await tab.caretAtEndOf(1)
    await tab.type(' Then.')
    await tab.allSaved()
    await wake()
    await ada.page.unroute('**/rpc/append_events')
    await ada.sees([heading, action('Dry Nets. Gull. Two. One. Unsent. Ice. Then.')])
    await ada.caretAtEndOf(1)
    await ada.type(' After.')
    const all = [heading, action('Dry Nets. Gull. Two. One. Unsent. Ice. Then. After.')]
    await tab.sees(all)
    await ben.sees(all)
    await ada.sees(all)
    await ada.allSaved()
  })

  it('WEB-75 the log has everything once', async () => {
    await projected(studio.backend)
    expect(await logShape(studio.backend, document)).toMatchObject({ dense: true, distinct: true })
    expect(await replay(studio.backend, document, ben)).toMatch(/same as the read models/i)
    expect(studio.faults()).toEqual([])
  })
})

describe('a browser on the network that is killed', () => {
  const profile = temporaryFolder()
  let backend: TestBackend
  let chromium: ChromiumProcess

  beforeAll(async () => {
    backend = await startBackend({ host: '0.0.0.0' })
    chromium = await startChromium(profile.path, asNetwork(name))
  })
  afterAll(async () => {
    await chromium.kill()
    await backend.close()
    profile.remove()
  })

  it('WEB-75 comes back with what it had not sent, and sends it', async () => {
    const origin = `http://${name}:${backend.port}`
    const before = await Writer.arrive('train', chromium.context, origin)
    await before.signUp()
    await before.startScript('Night Train')
    await before.type('Online.')
    await before.allSaved()
    await hold(before.page)
    await before.type(' Not sent.')
    await before.kept()
    const { address } = before
    await expect.poll(async () => (await before.lines())[0]?.text).toBe('Online. Not sent.')
    const lines = await before.lines()
    await chromium.kill()
    chromium = await startChromium(profile.path, asNetwork(name))
    const after = await Writer.arrive('train', chromium.context, address)
    await after.script.waitFor()
    await after.sees(lines)
    await after.allSaved()
    expect([...before.faults, ...after.faults]).toEqual([])
  })
})

describe('a studio on the network, with a certificate', () => {
  const folder = temporaryFolder()
  const files = { cert: join(folder.path, 'cert.pem'), key: join(folder.path, 'key.pem') }
  let backend: TestBackend
  let browser: Browser

  beforeAll(async () => {
    const { cert, key } = selfSigned(name, new Date('2049-01-01T00:00:00Z'))
    writeFileSync(files.cert, cert)
    writeFileSync(files.key, key)
    backend = await startBackend({ host: '0.0.0.0', tls: files })
    browser = await launch([...asNetwork(name), '--ignore-certificate-errors'])
  })
  afterAll(async () => {
    await browser.close()
    await backend.close()
    folder.remove()
  })

  it('GATE-12 is a secure context, with sockets and the app kept for opening offline', async () => {
    const origin = `https://${name}:${backend.port}`
    const ada = await Writer.arrive('ada', await browser.newContext(), origin)
    const sockets: string[] = []
    ada.page.on('websocket', (socket) => sockets.push(new URL(socket.url()).protocol))
    expect(await security(ada.page)).toEqual([true, true, true])
    await ada.signUp()
    await ada.startScript('Harbour')
    await ada.type('int. chapel - night')
    await ada.allSaved()
    await expect.poll(() => sockets).toContain('wss:')
    await ada.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
    expect(ada.faults).toEqual([])
  })
})
