import { writeFountain } from '@coldopen/core/fountain'
import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Download } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longScript } from '../conformance/longScript.ts'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

const textOf = async (download: Download): Promise<string> => {
  const data = new Uint8Array(readFileSync(await download.path()))
  const document = await getDocument({ data, verbosity: 0 }).promise
  const page = await document.getPage(document.numPages)
  const { items } = await page.getTextContent()
  await document.loadingTask.destroy()
  return items.map((item) => ('str' in item ? item.str : '')).join(' ')
}

describe('printing from the app', () => {
  let studio: Studio
  let writer: Writer
  const open = async ({ page }: Writer = writer) => {
    await page.getByRole('button', { name: 'Actions for Rain' }).click()
    await page.getByRole('menuitem', { name: 'Print…' }).click()
    return page.getByRole('dialog')
  }

  beforeAll(async () => {
    studio = await openStudio()
    writer = await studio.writer('ann')
    await writer.startScript('Rain')
    await writer.type('INT. HOUSE - DAY')
    await writer.press('Enter')
    await writer.type('Rain falls on the roof.')
  })
  afterAll(() => studio.close())

  it('PDF-9 each reader gets a file with their name across the pages, with scene numbers if wished', async () => {
    const dialog = await open()
    await dialog.getByLabel('Number the scenes').check()
    await dialog.getByLabel('Watermark, one reader per line').fill('Bob\nCid')
    expect(await dialog.getByRole('button', { name: 'Print…' }).isDisabled()).toBe(true)
    const downloads: Download[] = []
    writer.page.on('download', (download) => downloads.push(download))
    await dialog.getByRole('button', { name: 'Save 2 PDFs' }).click()
    await expect.poll(() => downloads.length, { timeout: 20_000 }).toBe(2)
    expect(downloads.map((one) => one.suggestedFilename()).toSorted()).toEqual([
      'Rain - Bob.pdf',
      'Rain - Cid.pdf',
    ])
    const texts = await Promise.all(downloads.map(textOf))
    expect(texts.join(' ')).toMatch(/Bob.*Cid|Cid.*Bob/u)
    for (const text of texts) expect(text).toMatch(/1\s+INT\. HOUSE - DAY\s+1/u)
  })

  it('STAT-4 the menu shows what the script is made of', async () => {
    await writer.page.getByRole('button', { name: 'Actions for Rain' }).click()
    await writer.page.getByRole('menuitem', { name: 'Statistics' }).click()
    const dialog = writer.page.getByRole('dialog')
    await dialog.getByText('1 page, 1 scene, 8 words; 0 % of them are spoken.').waitFor()
    expect(await dialog.getByRole('row').allInnerTexts()).toContain('HOUSE\t1\t1\t0')
    await writer.press('Escape')
  })

  it('PDF-7 a script of 120 pages says how far it is, and stops when asked', async () => {
    const fountain = writeFountain({ titlePage: [], blocks: longScript(120, 3), form: {} })
    await writer.toLibrary()
    const buffer = Buffer.from(fountain)
    await writer.page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'Long.fountain', mimeType: 'text/plain', buffer })
    await writer.page.getByText('1 script imported.').waitFor({ timeout: 60_000 })
    const files: string[] = []
    writer.page.on('download', (download) => files.push(download.suggestedFilename()))
    const print = async () => {
      await writer.page.getByRole('button', { name: 'Actions for Long' }).click()
      await writer.page.getByRole('menuitem', { name: 'Export as PDF' }).click()
      await writer.page.getByText(/Printing “Long”: page \d+ of 1\d\d/u).waitFor()
    }
    await print()
    await writer.page.getByRole('button', { name: 'Cancel' }).click()
    await writer.page.getByText('Printing “Long”').waitFor({ state: 'detached' })
    await print()
    await expect.poll(() => files, { timeout: 60_000 }).toEqual(['Long.pdf'])
  })

  it('PDF-9 the browser is asked to print what it shows of the PDF', async () => {
    // A tab of its own: what a browser without a screen does with its print dialog is not ours.
    const tab = await writer.anotherTab()
    await tab.openScript('Rain')
    const dialog = await open(tab)
    await dialog.getByRole('button', { name: 'Print…' }).click()
    const frame = tab.page.locator('iframe.print-frame')
    await frame.waitFor({ state: 'attached' })
    expect(await frame.getAttribute('src')).toMatch(/^blob:/u)
    await expect
      .poll(() => tab.page.frames().some((one) => one.url().startsWith('blob:')))
      .toBe(true)
    await tab.page.close()
  })

  it('PDF-9 no page threw', () => expect(studio.faults()).toEqual([]))
})
