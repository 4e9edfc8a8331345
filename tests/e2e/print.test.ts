import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Download } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  const open = async () => {
    await writer.page.getByRole('button', { name: 'Actions for Rain' }).click()
    await writer.page.getByRole('menuitem', { name: 'Print…' }).click()
    return writer.page.getByRole('dialog')
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

  it('PDF-9 the browser is asked to print what it shows of the PDF', async () => {
    const dialog = await open()
    await dialog.getByRole('button', { name: 'Print…' }).click()
    const frame = writer.page.locator('iframe.print-frame')
    await frame.waitFor({ state: 'attached' })
    expect(await frame.getAttribute('src')).toMatch(/^blob:/u)
    await expect
      .poll(() => writer.page.frames().some((one) => one.url().startsWith('blob:')))
      .toBe(true)
  })

  it('PDF-9 no page threw', () => expect(studio.faults()).toEqual([]))
})
