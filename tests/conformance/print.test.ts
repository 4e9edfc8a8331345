import { readFountain } from '@coldopen/core/fountain'
import { draftBlocks, makePaginator, pageText, profiles } from '@coldopen/core/page'
import { PrintCancelled, printPdf, type PrintJob } from '@coldopen/sync/print'
import { readTypeface } from '@coldopen/sync/server'
import { Result } from 'effect'
import { beforeAll, describe, expect, it } from 'vitest'
import { screenplays } from '../support/data.ts'
import { readPdf } from './readPdf.ts'

const typeface = readTypeface()

const jobOf = (source: string, more: Partial<PrintJob> = {}): PrintJob => {
  const { titlePage, blocks } = Result.getOrThrow(readFountain(source))
  return {
    titlePage,
    blocks: draftBlocks(blocks),
    profile: profiles['fd-letter'],
    typeface,
    at: new Date(Date.UTC(2026, 0, 1)),
    ...more,
  }
}

const script = `Title: Rain & Snow
Credit: Written by
Author: Ann Lee
Contact: ann@example.com

INT. HOUSE - DAY #1A#

**Rain** on the *roof* of the _old_ ***house***, Łódź.

BOB
It rains.

ANN ^
It pours.

EXT. STREET - NIGHT

${'Rain falls on the street. '.repeat(170)}
`

describe('the printed script', () => {
  let printed: Awaited<ReturnType<typeof printPdf>>
  let read: Awaited<ReturnType<typeof readPdf>>
  const job = jobOf(script, { watermark: 'For Bob' })

  beforeAll(async () => {
    printed = await printPdf(job)
    read = await readPdf(printed.pdf, 1)
  })

  it('PDF-1 PDF-3 every line stands where the paginator puts it', () => {
    const pages = makePaginator(job.profile).update(job.blocks)
    expect(printed.pages).toBe(pages.length)
    expect(read.pages).toHaveLength(pages.length + 1)
    pages.forEach((page, i) => {
      const { lines } = read.pages[i + 1]!
      pageText(page, job.profile).forEach((text, row) => {
        const found = lines.get(row) ?? ''
        expect(found.includes('1A') ? found.replaceAll('1A', '  ').trim() : found).toBe(
          found.includes('1A') ? text.trim() : text,
        )
      })
      expect(lines.get(-3)?.trim()).toBe(i === 0 ? undefined : `${i + 1}.`)
    })
    expect(read.pages[1]!.size).toEqual([612, 792])
  })

  it('PDF-2 Courier Prime in its styles', () => {
    expect([...read.pages[1]!.fonts].toSorted()).toEqual([
      'CourierPrime-Bold',
      'CourierPrime-BoldItalic',
      'CourierPrime-Italic',
      'CourierPrime-Regular',
    ])
  })

  it('PDF-3 the title page', () => {
    const lines = [...read.pages[0]!.lines.entries()].filter(([row]) => row > 0)
    expect(lines.map(([, text]) => text.trim())).toEqual([
      'RAIN & SNOW',
      'Written by',
      'Ann Lee',
      'ann@example.com',
    ])
    expect(read.info).toMatchObject({ Title: 'Rain & Snow', Author: 'Ann Lee' })
  })

  it('PDF-4 bookmarks and scene numbers', () => {
    expect(read.outline).toEqual(['1A  INT. HOUSE - DAY', 'EXT. STREET - NIGHT'])
    expect(read.pages[1]!.lines.get(0)).toMatch(/^ {8}1A +INT\. HOUSE - DAY +1A$/u)
  })

  it('PDF-5 the watermark lies across every page', () => {
    for (const { lines } of read.pages) expect(lines.get(-99)).toBe('For Bob')
  })

  it('PDF-6 what the face lacks is named', async () => {
    const { missing, pdf } = await printPdf(jobOf('Маша says 雨.\n'))
    expect(missing).toEqual(['М', 'а', 'ш', '雨'].toSorted())
    expect((await readPdf(pdf, 1)).pages[0]!.lines.get(0)?.trim()).toBe('???? says ?.')
  })

  it('PDF-7 it tells how far it is and stops when asked', async () => {
    const stop = new AbortController()
    const told: number[] = []
    const progress = (done: number, of: number) => {
      told.push(done / of)
      if (done === 12) stop.abort()
    }
    const long = jobOf('Rain.\n\n===\n\n'.repeat(40), { progress, signal: stop.signal })
    await expect(printPdf(long)).rejects.toThrow(PrintCancelled)
    expect(told.length).toBeLessThan(40)
    expect(told[0]).toBe(1 / 40)
  })

  it('PDF-1 every sample prints on as many pages as the paginator says', async () => {
    let count = 0
    for (const { bytes } of screenplays('*/**/*.fountain').slice(0, 40)) {
      const sample = jobOf(bytes.toString('utf8'), { profile: profiles['fd-a4'] })
      const { pdf, pages } = await printPdf(sample)
      const found = await readPdf(pdf, 75 / 72)
      const title = sample.titlePage.length > 0 ? 1 : 0
      expect(found.pages.length).toBe(Math.max(1, pages + title))
      count += pages
    }
    expect(count).toBeGreaterThan(40)
  })
})
