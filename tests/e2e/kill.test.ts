import { type Dice, makeDice } from '@coldopen/core/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, temporaryFolder, type TestBackend } from '../support/backend.ts'
import { startChromium, type ChromiumProcess } from './support/ChromiumProcess.ts'
import { type Ending, endings, gentle, isGentle, staysOpen, violent } from './support/Ending.ts'
import { logShape, projected, replay, screenplayOf, tablesOf } from './support/Log.ts'
import { Typist, watchKept } from './support/Typist.ts'
import { Writer } from './support/Writer.ts'

const long = process.env['COLDOPEN_LONG'] === '1'
const seed = Number(process.env['SEED'] ?? 1)
const rounds = Number(process.env['ROUNDS'] ?? (long ? 200 : 10))
/** The longest a round is written in, in milliseconds. */
const longest = 900
/** One round in so many is written offline. */
const offlineEvery = 4
/** Starting a browser again takes as long as several rounds. */
const browserKillEvery = 7

/** One round, as it was written and as it was found again. */
interface Round {
  readonly ending: Ending
  readonly offline: boolean
  readonly struck: string
  readonly taken: string
  readonly kept: string
  found: string
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

/** For this page alone. */
const goOffline = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const network = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await session.send('Network.emulateNetworkConditions', network)
}

/** Without service workers: one that dies with a page's process takes the test's hold on the browser with it. */
const startBrowser = async (profile: string): Promise<ChromiumProcess> => {
  const chromium = await startChromium(profile)
  await chromium.context.addInitScript(() =>
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined }),
  )
  return chromium
}

describe(`a tab that ends while somebody types, ${rounds} times, seed ${seed}`, () => {
  const profile = temporaryFolder()
  const lived: Round[] = []
  const faults: string[] = []
  let backend: TestBackend
  let chromium: ChromiumProcess
  let address: string
  let owner: Writer
  let document: string

  beforeAll(async () => {
    backend = await startBackend()
    chromium = await startBrowser(profile.path)
    owner = await Writer.arrive('mortal', chromium.context, backend.url)
    await owner.signUp()
    await owner.startScript('Last Words')
    await owner.type('int. cell - night')
    await owner.allSaved()
    address = owner.address
    document = await screenplayOf(backend, owner.project)
    await owner.page.goto('about:blank')
  })
  afterAll(async () => {
    await chromium.kill()
    await backend.close()
    profile.remove()
  })

  const open = async (page: Page): Promise<Writer> => {
    const writer = Writer.on('mortal', page, backend.url)
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message))
    await writer.goto(address)
    await writer.script.waitFor()
    return writer
  }

  /** What the script holds, a line for each round after the heading. */
  const find = async (writer: Writer): Promise<readonly string[]> =>
    (await writer.lines()).slice(1).map(({ text }) => plain(text))

  /** The last round's line is judged when the script is opened again: by this tab from this device's disk. */
  const judge = (lines: readonly string[]): void => {
    const last = lived.at(-1)
    if (last === undefined) return
    expect(lines).toHaveLength(lived.length)
    last.found = lines.at(-1) ?? ''
    const name = `round ${lived.length}, ${last.ending}${last.offline ? ', offline' : ''}`
    expect(last.struck.startsWith(last.found), `${name}: nothing but what was typed`).toBe(true)
    expect(last.found.startsWith(last.kept), `${name}: "${last.kept}" was saved`).toBe(true)
    if (isGentle(last.ending))
      expect(last.found.startsWith(last.taken), `${name}: "${last.taken}" was typed`).toBe(true)
  }

  const endingOf = (round: number, dice: Dice): Ending => {
    if (round % browserKillEvery === browserKillEvery - 1) return 'browser killed'
    const rest = violent.filter((one) => one !== 'browser killed')
    return dice.pick([...gentle, ...rest] as [Ending, ...Ending[]])
  }

  const live = async (round: number): Promise<void> => {
    const dice = makeDice(seed * 10_007 + round)
    const ending = endingOf(round, dice)
    const offline = dice.below(offlineEvery) === 0 && ending !== 'reloaded'
    const moment = 50 + dice.below(longest)
    const page = await chromium.context.newPage()
    const kept = await watchKept(page)
    const writer = await open(page)
    const lines = await find(writer)
    judge(lines)
    await writer.caretAtEndOf(lines.length)
    await writer.press('Enter')
    await writer.kept()
    if (offline) await goOffline(page)
    const typist = new Typist(page, dice, `r${round}`)
    const typing = typist.type()
    await new Promise((come) => setTimeout(come, moment))
    // What comes after this page would take the keys that are struck while it goes, or leave them unanswered.
    if (staysOpen(ending)) {
      typist.stop()
      await typing
    }
    const { taken } = typist
    await endings[ending](page, chromium)
    typist.stop()
    await typing
    lived.push({
      ending,
      offline,
      struck: typist.struck,
      taken,
      kept: plain(kept()),
      found: '',
    })
    if (ending === 'browser killed') chromium = await startBrowser(profile.path)
    else if (!page.isClosed()) await page.close()
  }

  it(
    'STO-23 no key is lost that was reported saved, and none at all when the page was left',
    async () => {
      for (let round = 0; round < rounds; round += 1) await live(round)
      const writer = await open(await chromium.context.newPage())
      const lines = await find(writer)
      judge(lines)
      expect(lines).toEqual(lived.map(({ found }) => found))
      await writer.allSaved()
      await projected(backend)
      expect(await logShape(backend, document)).toMatchObject({ dense: true, distinct: true })
      const { screenplay } = await tablesOf(backend, document)
      const [, written = ''] = screenplay.content.split('int. cell - night')
      const read = (texts: readonly string[]) => texts.map((text) => text.trim()).filter(Boolean)
      expect(read(written.split('\n'))).toEqual(read(lines))
      expect(await replay(backend, document, owner)).toMatch(/same as the read models/i)
      expect(faults).toEqual([])
      report()
    },
    300_000 + rounds * 20_000,
  )

  const report = (): void => {
    for (const ending of [...gentle, ...violent]) {
      const own = lived.filter((round) => round.ending === ending)
      const sum = (measure: (round: Round) => number) =>
        own.reduce((total, round) => total + measure(round), 0)
      const struck = sum((round) => round.struck.length)
      const kept = sum((round) => round.kept.length)
      const found = sum((round) => round.found.length)
      process.stdout.write(
        `${ending}: ${own.length} rounds, ${struck} keys struck, ${kept} reported saved before the end, ` +
          `${found} found, ${struck - found} struck at the end and not found\n`,
      )
    }
  }
})
