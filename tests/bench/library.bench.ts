import type { BrowserContext } from 'playwright-core'
import { openStudio } from '../e2e/support/Studio.ts'
import type { Writer } from '../e2e/support/Writer.ts'
import { median, type Bench } from './Bench.ts'

const projects = 100
const visits = 31

interface Visit {
  /** Script start to the library's rows on screen, ms; null when there are none. */
  readonly library: number | null
  /** Script start to the first contentful paint, ms. */
  readonly paint: number
}

/** Opens the library anew, as after a click on a bookmark, and reads the page's own marks. */
const visit = async (context: BrowserContext, origin: string, rows: number): Promise<Visit> => {
  const page = await context.newPage()
  await page.goto(origin, { waitUntil: 'commit' })
  if (rows > 0)
    await page
      .locator('.project')
      .nth(rows - 1)
      .waitFor()
  else await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint').length > 0,
  )
  const seen = await page.evaluate(() => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime
    const start = at('script-start') ?? Number.NaN
    const library = at('library-visible')
    return {
      library: library === undefined ? null : library - start,
      paint: (at('first-contentful-paint') ?? Number.NaN) - start,
    }
  })
  await page.close()
  return seen
}

const scripts = Array.from({ length: projects }, (_, index) => ({
  name: `Script ${index}.fountain`,
  mimeType: 'text/plain',
  buffer: Buffer.from(`INT. ROOM ${index} - DAY\n\nSomeone waits.\n\nANNA\nNot any more.\n`),
}))

const fill = async (writer: Writer): Promise<void> => {
  await writer.toLibrary()
  await writer.page.locator('input[type=file]').first().setInputFiles(scripts)
  const report = writer.page.getByRole('region', { name: 'Import report' })
  await report.getByRole('button', { name: 'Close the report' }).waitFor({ timeout: 120_000 })
  await writer.page
    .locator('.project')
    .nth(projects - 1)
    .waitFor()
}

export const bench: Bench = {
  name: 'library',
  about: `library first paint from local data, ${projects} projects, Chromium (P25)`,
  run: async () => {
    const studio = await openStudio()
    const empty = await studio.writer('empty')
    const full = await studio.writer('full')
    await fill(full)
    const contexts = [empty.page.context(), full.page.context()] as const
    const floor: Visit[] = []
    const ours: Visit[] = []
    for (let round = 0; round < visits; round += 1) {
      floor.push(await visit(contexts[0], studio.origin, 0))
      ours.push(await visit(contexts[1], studio.origin, projects))
    }
    await studio.close()
    const library = ours.map((seen) => seen.library ?? Number.NaN)
    const paints = ours.map((seen) => seen.paint)
    const shell = floor.map((seen) => seen.paint)
    return {
      measures: [
        { name: 'script start → library visible', unit: 'ms', samples: library },
        { name: 'script start → first contentful paint', unit: 'ms', samples: paints },
        { name: 'the same with an empty library (floor)', unit: 'ms', samples: shell },
      ],
      ratios: [
        { goal: 'SHOW-8', name: 'library visible / 200 ms', value: median(library) / 200, most: 1 },
        {
          goal: 'P25',
          name: 'first paint against an empty shell',
          value: median(paints) / median(shell),
          most: 1.5,
        },
      ],
    }
  },
}
