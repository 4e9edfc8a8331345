import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenplays } from '../support/data.ts'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

const longest = screenplays('**/*.fountain').toSorted((a, b) => b.bytes.length - a.bytes.length)[0]

describe('looking for words in a long screenplay', () => {
  let studio: Studio
  let ada: Writer
  const bar = () => ada.page.getByRole('search', { name: 'Find in this screenplay' })
  const field = () => bar().getByLabel('Find', { exact: true })
  const count = () => bar().getByRole('status')
  const words = async () => (await ada.lines()).map(({ text }) => text).join('\n')

  beforeAll(async () => {
    if (longest === undefined) throw new Error('There are no screenplays in the data')
    studio = await openStudio()
    ada = await studio.writer('ada')
    await ada.signUp()
    await ada.toLibrary()
    await ada.page.locator('input[type=file]').first().setInputFiles({
      name: 'long.fountain',
      mimeType: 'text/plain',
      buffer: longest.bytes,
    })
    const report = ada.page.getByRole('region', { name: 'Import report' })
    await report.getByRole('link').first().click()
    await ada.script.waitFor()
  })
  afterAll(() => studio.close())

  it('FIND-11 opens by the key, finds while one types, and goes round by Return', async () => {
    await ada.block(0).click()
    await ada.press('Control+f')
    await field().waitFor()
    await ada.type('the')
    const all = [...(await words()).matchAll(/the/giu)].length
    await expect.poll(() => count().innerText()).toBe(`${all.toLocaleString('en')} places`)
    await ada.press('Enter', 'Enter', 'Enter')
    await expect.poll(() => count().innerText()).toMatch(/^3 of /)
    await ada.press('Shift+Enter')
    await expect.poll(() => count().innerText()).toMatch(/^2 of /)
    await ada.press('Shift+Enter', 'Shift+Enter')
    await expect.poll(() => count().innerText()).toBe(`${all} of ${all}`)
    const here = ada.script.locator('.co-found-here')
    await expect.poll(() => here.first().isVisible()).toBe(true)
    const box = await here.first().boundingBox()
    const height = ada.page.viewportSize()?.height ?? 0
    expect(box?.y).toBeGreaterThan(0)
    expect(box?.y).toBeLessThan(height)
  })

  it('FIND-11 closes by Escape, with the place selected and the script in focus', async () => {
    await ada.press('Escape')
    await bar().waitFor({ state: 'detached' })
    const selected = await ada.page.evaluate(() => getSelection()?.toString())
    expect(selected?.toLowerCase()).toBe('the')
    expect(await ada.script.evaluate((script) => script === document.activeElement)).toBe(true)
  })

  it('FIND-8 FIND-11 replaces everywhere, and one undo takes it back', async () => {
    const before = await words()
    await ada.press('Control+h')
    await expect.poll(() => field().inputValue()).toMatch(/^the$/i)
    await bar().getByLabel('Whole words').check()
    await bar().getByLabel('Match case').check()
    await field().fill('the')
    const all = [...before.matchAll(/(?<![\p{L}\p{M}\p{N}])the(?![\p{L}\p{M}\p{N}])/gu)].length
    await expect.poll(() => count().innerText()).toContain(all.toLocaleString('en'))
    await bar().getByLabel('Replace with').fill('ye')
    await bar().getByRole('button', { name: 'Replace all' }).click()
    await ada.page.getByText(`${all.toLocaleString('en')} places replaced.`).waitFor()
    await expect.poll(() => count().innerText()).toBe('Not found')
    await ada.press('Escape')
    await bar().waitFor({ state: 'detached' })
    await ada.press('Control+z')
    await expect.poll(async () => (await words()) === before).toBe(true)
    await ada.allSaved()
    expect(studio.faults()).toEqual([])
  })
})
