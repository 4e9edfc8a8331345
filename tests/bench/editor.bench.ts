import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { root } from '../runner/Step.ts'
import { buildPage, type BuiltPage } from '../support/builtPage.ts'
import { launch } from '../support/chromium.ts'
import { median, quantile, type Bench, type Measure, type Ratio } from './Bench.ts'

const sizes = [4000, 16_000] as const
const rounds = 3
const keysARound = 30
const moves = 8

/** What `editor/testing/bench.page.ts` puts on the page. */
interface EditorPage {
  open(kind: Kind, blocks: number): Promise<number>
  start(): void
  others(there: boolean): void
  keys(): readonly number[]
  remote(): readonly number[]
  move(): Promise<number>
  length(): number
}

type Kind = 'ours' | 'bare'
declare global {
  interface Window {
    readonly bench: EditorPage
  }
}

interface Seen {
  readonly open: number[]
  /** Keydown to the task after the next frame, ms. */
  readonly keys: number[]
  readonly keysWithOthers: number[]
  /** CPU of the page's main thread for a key, ms. */
  readonly cpu: number[]
  readonly remote: number[]
  readonly move: number[]
  readonly heap: number[]
}

const none = (): Seen => ({
  open: [],
  keys: [],
  keysWithOthers: [],
  cpu: [],
  remote: [],
  move: [],
  heap: [],
})

/** One editor in a tab of its own. */
class Tab {
  readonly seen = none()
  readonly #page: Page
  readonly #cdp: CDPSession
  readonly #kind: Kind
  readonly #blocks: number

  private constructor(page: Page, cdp: CDPSession, kind: Kind, blocks: number) {
    this.#page = page
    this.#cdp = cdp
    this.#kind = kind
    this.#blocks = blocks
  }

  static async of(browser: Browser, built: BuiltPage, kind: Kind, blocks: number): Promise<Tab> {
    const page = await browser.newPage()
    await built.serve(page)
    await page.goto(built.address)
    await page.waitForFunction(() => 'bench' in window)
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    return new Tab(page, cdp, kind, blocks)
  }

  async open(): Promise<void> {
    await this.#page.bringToFront()
    const took = await this.#page.evaluate(([kind, blocks]) => window.bench.open(kind, blocks), [
      this.#kind,
      this.#blocks,
    ] as const)
    this.seen.open.push(took)
  }

  async #work(): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
  }

  /** Types words; every character must have arrived in the script. */
  async type(withOthers: boolean): Promise<void> {
    const page = this.#page
    await page.bringToFront()
    const before = await this.#work()
    const length = await page.evaluate((there) => {
      window.bench.start()
      window.bench.keys()
      window.bench.remote()
      window.bench.others(there)
      return window.bench.length()
    }, withOthers)
    for (let key = 0; key < keysARound; key += 1) {
      await page.keyboard.press(key % 6 === 5 ? 'Space' : 'e')
      await page.waitForTimeout(30)
    }
    const after = await this.#work()
    const [keys, remote, now] = await page.evaluate(() => {
      window.bench.others(false)
      return [window.bench.keys(), window.bench.remote(), window.bench.length()] as const
    })
    if (now !== length + keysARound + remote.length)
      throw new Error(`${this.#kind} lost characters: ${now - length} came of ${keysARound}`)
    if (withOthers) {
      this.seen.keysWithOthers.push(...keys)
      this.seen.remote.push(...remote)
    } else {
      this.seen.keys.push(...keys)
      this.seen.cpu.push((after - before) / keysARound)
    }
  }

  async move(): Promise<void> {
    await this.#page.bringToFront()
    for (let move = 0; move < moves / 2; move += 1)
      this.seen.move.push(await this.#page.evaluate(() => window.bench.move()))
  }

  async weigh(): Promise<void> {
    await this.#cdp.send('HeapProfiler.collectGarbage')
    const { usedSize } = await this.#cdp.send('Runtime.getHeapUsage')
    this.seen.heap.push(usedSize / 1e6)
  }
}

/** Both editors at one size, in turns. */
const compare = async (
  browser: Browser,
  built: BuiltPage,
  blocks: number,
): Promise<{ readonly [K in Kind]: Seen }> => {
  const ours = await Tab.of(browser, built, 'ours', blocks)
  const bare = await Tab.of(browser, built, 'bare', blocks)
  for (let round = 0; round < rounds; round += 1)
    for (const tab of round % 2 === 0 ? [ours, bare] : [bare, ours]) {
      await tab.open()
      await tab.type(false)
      await tab.type(true)
      if (round % 2 === 0) await tab.move()
      await tab.weigh()
    }
  return { ours: ours.seen, bare: bare.seen }
}

/** What the browser loads before the library is shown: the entry and what the page preloads with it, gzipped. */
const initialBytes = (): number => {
  const dist = join(root, 'packages', 'web', 'dist')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(
    ([, path]) => path,
  )
  return scripts
    .map((path) => gzipSync(readFileSync(join(dist, path ?? ''))).length)
    .reduce((sum, size) => sum + size, 0)
}

const told: { readonly [K in keyof Seen]: readonly [string, Measure['unit']] } = {
  open: ['bytes → on screen', 'ms'],
  keys: ['key → painted, alone', 'ms'],
  keysWithOthers: ['key → painted, two others type', 'ms'],
  cpu: ['CPU of a key', 'ms'],
  remote: ['a change from elsewhere', 'ms'],
  move: ['a scene moved → painted', 'ms'],
  heap: ['heap', 'MB'],
}

const measuresOf = (blocks: number, kind: Kind, seen: Seen): readonly Measure[] =>
  (Object.keys(told) as (keyof Seen)[]).map((what) => ({
    name: `${told[what][0]}, ${blocks} blocks, ${kind === 'ours' ? 'ours' : 'ProseMirror alone'}`,
    unit: told[what][1],
    samples: seen[what],
  }))

const p95 = (samples: readonly number[]): number => quantile(samples, 0.95)

export const bench: Bench = {
  name: 'editor',
  about: 'the editor against ProseMirror alone, 4,000 and 16,000 blocks, Chromium (P23)',
  run: async () => {
    const built = await buildPage('src/editor/testing/bench.page.ts')
    const browser = await launch()
    const [small, large] = [
      await compare(browser, built, sizes[0]),
      await compare(browser, built, sizes[1]),
    ]
    await browser.close()
    const seen = [
      [sizes[0], small],
      [sizes[1], large],
    ] as const
    const ratios = seen.flatMap(([blocks, { ours, bare }]): readonly Ratio[] => [
      {
        goal: 'P23',
        name: `key → painted p95, two others type, ${blocks} blocks : ProseMirror alone`,
        value: p95(ours.keysWithOthers) / p95(bare.keysWithOthers),
        most: 1.3,
      },
      {
        goal: 'P23',
        name: `key → painted p50, two others type, ${blocks} blocks : ProseMirror alone`,
        value: median(ours.keysWithOthers) / median(bare.keysWithOthers),
      },
      {
        goal: 'P23',
        name: `CPU of a key, ${blocks} blocks : ProseMirror alone`,
        value: median(ours.cpu) / median(bare.cpu),
      },
      {
        goal: 'P23',
        name: `a scene moved, ${blocks} blocks : ProseMirror alone`,
        value: median(ours.move) / median(bare.move),
      },
      {
        goal: 'P23',
        name: `opened, ${blocks} blocks : Yjs and ProseMirror alone`,
        value: median(ours.open) / median(bare.open),
      },
      {
        goal: 'P23',
        name: `heap, ${blocks} blocks : ProseMirror alone`,
        value: median(ours.heap) / median(bare.heap),
      },
    ])
    return {
      measures: [
        ...seen.flatMap(([blocks, { ours, bare }]) => [
          ...measuresOf(blocks, 'ours', ours),
          ...measuresOf(blocks, 'bare', bare),
        ]),
        { name: 'scripts before the library is shown, gzip', unit: 'B', samples: [initialBytes()] },
      ],
      ratios: [
        ...ratios,
        {
          goal: 'P23',
          name: 'CPU of a key, 16,000 blocks : 4,000',
          value: median(large.ours.cpu) / median(small.ours.cpu),
        },
        { goal: 'P23', name: 'initial scripts : 200 KB', value: initialBytes() / 200_000, most: 1 },
      ],
    }
  },
}
