import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

describe('two writers, their spelling, and one who follows the other', () => {
  let studio: Studio
  let ada: Writer
  let ben: Writer

  const marked = (writer: Writer) => () => writer.script.locator('.co-misspelt').allInnerTexts()
  const menu = () => ada.page.getByRole('menu', { name: /^Spelling of/ })
  const focused = (role: string) => () =>
    ada.page.evaluate((wanted) => document.activeElement?.getAttribute('role') === wanted, role)

  beforeAll(async () => {
    studio = await openStudio()
    ada = await studio.writer('ada')
    ben = await studio.writer('ben')
    await ada.signUp()
    await ben.signUp()
    await ada.startScript('Night Ferry')
    await ada.type('int. zyrkon quay - night')
    await ada.press('Enter')
    await ada.type('Zyrkon. Teh vreel is late.')
    await ada.press('Enter')
    await ben.accept(await ada.invite())
  })
  afterAll(() => studio.close())

  it('SPELL-2 SPELL-5 mistakes are marked after a pause, names of the script are not', async () => {
    await expect.poll(marked(ada)).toEqual(['Teh', 'vreel'])
    await expect.poll(marked(ben)).toEqual(['Teh', 'vreel'])
    expect(await ada.script.getAttribute('spellcheck')).toBe('false')
  })

  it('SPELL-6 SPELL-7 a suggestion is taken with the keyboard alone', async () => {
    await ada.block(0).click()
    await ada.press('Control+;')
    await menu().waitFor()
    await expect.poll(focused('menuitem')).toBe(true)
    await ada.press('Enter')
    await menu().waitFor({ state: 'detached' })
    await expect.poll(async () => (await ada.lines())[1]?.text).toBe('Zyrkon. The vreel is late.')
    await expect.poll(focused('textbox')).toBe(true)
    await expect.poll(marked(ben)).toEqual(['vreel'])
  })

  it('SPELL-3 SPELL-6 a word added by one, from the word’s own menu, is accepted for both', async () => {
    await ada.script.locator('.co-misspelt').click({ button: 'right' })
    await menu().getByRole('menuitem', { name: 'Add to this script’s words' }).click()
    await expect.poll(marked(ada)).toEqual([])
    await expect.poll(marked(ben)).toEqual([])
  })

  it('FOLLOW-2 FOLLOW-3 FOLLOW-4 follows the other’s caret until Escape', async () => {
    await ada.caretAtEndOf(2)
    for (let line = 0; line < 24; line += 1) await ada.press('g', 'Enter')
    await ben.page
      .getByRole('list', { name: /other person is here/ })
      .getByRole('button')
      .click()
    await ben.page.getByRole('menuitem', { name: /^Follow ada-/ }).click()
    const bar = ben.page.getByText(/^Following ada-.*Escape stops/)
    await bar.waitFor()
    const isInView = (line: number) => async () => {
      const [box, size] = [await ben.block(line).boundingBox(), ben.page.viewportSize()]
      return box !== null && size !== null && box.y > 0 && box.y + box.height < size.height
    }
    await ada.block(25).click()
    await expect.poll(isInView(25)).toBe(true)
    await expect.poll(isInView(0)).toBe(false)
    await ada.block(0).click()
    await expect.poll(isInView(0)).toBe(true)
    await ben.press('Escape')
    await bar.waitFor({ state: 'detached' })
    expect(studio.faults()).toEqual([])
  })
})
