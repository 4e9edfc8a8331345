import { makeDice } from '@coldopen/core/testing'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { launch } from '../support/chromium.ts'
import { logShape, projected, replay, screenplayOf, tablesOf } from './support/Log.ts'
import { Tab } from './support/Tab.ts'
import { Writer } from './support/Writer.ts'

const seed = Number(process.env['SEED'] ?? 1)
const lines = ['Ada', 'Ben', 'Cid', 'Dee']

describe(`four tabs of one browser on one script, seed ${seed}`, () => {
  const dice = makeDice(seed)
  /** What each line of the script has to say, by tab. */
  const said = [...lines]
  let words = 0
  let backend: TestBackend
  let browser: Browser
  let context: BrowserContext
  let owner: Writer
  let document: string
  let address: string
  /** By the line they write in; null: gone. */
  const tabs: (Tab | null)[] = []
  const faults: (readonly string[])[] = []

  beforeAll(async () => {
    backend = await startBackend()
    browser = await launch()
    context = await browser.newContext()
    // A worker that dies with a page's process takes the test's hold on the browser with it.
    await context.addInitScript(() =>
      Object.defineProperty(navigator, 'serviceWorker', { value: undefined }),
    )
    owner = await Writer.arrive('tabs', context, backend.url)
    await owner.signUp()
    await owner.startScript('Four Rooms')
    await owner.type('int. house - day')
    for (const line of lines) {
      await owner.press('Enter')
      await owner.type(line)
    }
    await owner.allSaved()
    address = owner.address
    document = await screenplayOf(backend, owner.project)
    await owner.page.goto('about:blank')
    for (let line = 0; line < lines.length; line += 1) await open(line)
  })
  afterAll(async () => {
    await browser.close()
    await backend.close()
  })

  const open = async (line: number): Promise<void> => {
    const tab = await Tab.open(`tab ${line}`, context, address)
    faults.push(tab.writer.faults)
    tabs[line] = tab
    await tab.writer.caretAtEndOf(line + 1)
  }
  const alive = () => tabs.flatMap((tab, line) => (tab === null ? [] : [{ tab, line }]))

  /** Some words in some tabs, at once; resolves when they are typed. */
  const write = async (among = alive()): Promise<void> => {
    await Promise.all(
      among.map(async ({ tab, line }) => {
        for (let more = 1 + dice.below(3); more > 0; more -= 1) {
          const word = ` ${'abcdefgh'[dice.below(8)]}${(words += 1)}`
          said[line] += word
          await tab.writer.type(word)
        }
      }),
    )
  }
  const see = async (among = alive()): Promise<void> => {
    const script = ['int. house - day', ...said]
    for (const { tab } of among) {
      await expect
        .poll(async () => (await tab.writer.lines()).map(({ text }) => text))
        .toEqual(script)
    }
  }
  const saved = async (among = alive()): Promise<void> => {
    for (const { tab } of among) await tab.writer.allSaved()
  }
  const leader = async (): Promise<{ readonly tab: Tab; readonly line: number }> => {
    let found: Awaited<ReturnType<typeof leader>> | undefined
    const look = async () => {
      for (const one of alive()) if (await one.tab.leads(document)) found ??= one
      return found
    }
    await expect.poll(look).toBeDefined()
    return found!
  }
  const without = (line: number) => alive().filter((one) => one.line !== line)

  it('OUT-3 see each other’s words, online and at once offline', async () => {
    await write()
    await see()
    await saved()
    const before = await logShape(backend, document)
    await context.setOffline(true)
    for (let round = 0; round < 2; round += 1) {
      await write()
      await see()
    }
    expect(await logShape(backend, document)).toEqual(before)
    await context.setOffline(false)
    await saved()
    await see()
  })

  it('OUT-3 go on when the process of the leading tab is killed', async () => {
    const { tab, line } = await leader()
    await write()
    await tab.writer.kept()
    await tab.kill()
    tabs[line] = null
    await write()
    await saved()
    await see()
    await open(line)
  })

  it('OUT-3 STO-26 go on while the leading tab is frozen, and it follows when it is thawed', async () => {
    const { tab, line } = await leader()
    const others = without(line)
    await saved()
    await tab.holdBack()
    await write()
    const { stopped, wake } = await tab.writer.freezeAtRead('outbox')
    await write(others)
    await stopped
    await write(others)
    await saved(others)
    const leads = () => Promise.all(others.map((one) => one.tab.leads(document)))
    await expect.poll(async () => (await leads()).filter(Boolean)).toHaveLength(1)
    await projected(backend)
    const { screenplay } = await tablesOf(backend, document)
    for (const one of others) expect(screenplay.content).toContain(said[one.line])
    await wake()
    await see()
    await saved()
    await expect.poll(() => tab.leads(document)).toBe(false)
    await tab.letGo()
    await write()
    await see()
    await saved()
  })

  it('OUT-3 lose nothing when the leading tab is closed while it sends', async () => {
    const { tab, line } = await leader()
    await write()
    await tab.writer.kept()
    await tab.close()
    tabs[line] = null
    await write()
    await saved()
    await see()
  })

  it('OUT-3 every word is in the log once, in the tables and in a new tab', async () => {
    await projected(backend)
    const { screenplay } = await tablesOf(backend, document)
    expect(screenplay.content).toContain(said.join('\n\n'))
    expect(await logShape(backend, document)).toMatchObject({ dense: true, distinct: true })
    expect(await replay(backend, document, owner)).toMatch(/same as the read models/i)
    await open(tabs.indexOf(null))
    await see()
    await saved()
    expect(faults.flat()).toEqual([])
  })
})
