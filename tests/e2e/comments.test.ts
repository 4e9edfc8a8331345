import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Audit } from './support/Audit.ts'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

const script = `INT. FERRY - NIGHT

Rain on the windows.

ADA
Are we moving?
`

describe('comments on a script', () => {
  let studio: Studio
  let ada: Writer
  let ben: Writer
  let audit: Audit

  const panel = ({ page }: Writer) => page.getByRole('complementary', { name: 'Comments' })
  const field = (writer: Writer, name: string) => panel(writer).getByRole('textbox', { name })
  const button = (writer: Writer, name: string) =>
    panel(writer).getByRole('button', { name, exact: true })
  const said = async (writer: Writer) =>
    (await panel(writer).locator('.co-remark-words').allInnerTexts()).map((text) => text.trim())
  const focused = (writer: Writer) =>
    expect.poll(() => writer.script.evaluate((it) => it === document.activeElement)).toBe(true)

  beforeAll(async () => {
    studio = await openStudio()
    ada = await studio.writer('ada')
    ben = await studio.writer('ben')
    audit = await Audit.on(ada.page)
    await ada.signUp()
    await ben.signUp()
    await ada.toLibrary()
    await ada.page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'Ferry.fountain',
        mimeType: 'text/plain',
        buffer: Buffer.from(script),
      })
    const report = ada.page.getByRole('region', { name: 'Import report' })
    await report.getByRole('link').first().click()
    await ada.script.waitFor()
  })
  afterAll(() => studio.close())

  it('WCAG-1 WCAG-2 CMT-23 the panel says how to begin, takes the focus and gives it back', async () => {
    await ada.block(1).click()
    const found = await audit.violationsWithin(panel(ada), async () => {
      await ada.press('Control+Alt+Shift+m')
      await panel(ada).getByText('No comments yet').waitFor()
    })
    await focused(ada)
    expect(found).toEqual([])
  })

  it('CMT-20 CMT-24 is begun by the key on what the caret is in, and leads back there', async () => {
    await ada.block(1).click()
    await ada.press('Control+Alt+m')
    await field(ada, 'Your comment').fill('Hail, not rain?')
    await ada.press('Control+Enter')
    await expect.poll(() => said(ada)).toEqual(['Hail, not rain?'])
    await focused(ada)
    await expect
      .poll(() => ada.script.locator('.co-comment-here').allInnerTexts())
      .toEqual(['Rain on the windows.'])
    await ada.page.getByRole('button', { name: 'Comments, 1 open' }).waitFor()
    expect(await audit.violations()).toEqual([])
    await ada.block(3).click()
    await button(ada, 'Go to “Rain on the windows.”').click()
    await expect
      .poll(() => ada.page.evaluate(() => getSelection()?.toString()))
      .toBe('Rain on the windows.')
  })

  it('CMT-2 CMT-25 CMT-26 another writer reads along, is mentioned, and answers once they may write', async () => {
    const link = await ada.invite('Can comment')
    await ben.accept(link)
    await ben.page.getByRole('button', { name: 'Comments, 1 open' }).click()
    await expect.poll(() => said(ben)).toEqual(['Hail, not rain?'])
    await panel(ben).getByText('Only those who can write in this script can comment').waitFor()
    expect(await button(ben, 'Reply').count()).toBe(0)

    await ada.page.getByRole('button', { name: 'Share' }).click()
    const dialog = ada.page.getByRole('dialog')
    await dialog.getByLabel('Whoever has the link').selectOption({ label: 'Can comment' })
    await dialog.getByText('only those who can write add comments').waitFor()
    const role = dialog.getByLabel(`Role of ${ben.email}`)
    await role.selectOption({ label: 'Can write' })
    await ada.press('Escape')
    await button(ben, 'Reply').click()
    await field(ben, 'Your reply').fill('Hail.')
    await ben.press('Control+Enter')
    await expect.poll(() => said(ada)).toEqual(['Hail, not rain?', 'Hail.'])

    await button(ada, 'Reply').click()
    await field(ada, 'Your reply').pressSequentially('Then so be it, @ben')
    await panel(ada).getByRole('option', { name: ben.email }).waitFor()
    await ada.press('Enter')
    await ada.press('Control+Enter')
    const mention = panel(ben).locator('.co-mention-me')
    await expect.poll(() => mention.allInnerTexts()).toHaveLength(1)
    await button(ada, 'Resolve').click()
    await expect.poll(() => ben.script.locator('.co-comment').count()).toBe(0)
    await panel(ben).getByText('Every comment is resolved.').waitFor()
    expect(studio.faults()).toEqual([])
  })
})
