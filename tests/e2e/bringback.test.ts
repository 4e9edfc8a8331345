import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

describe('a Final Draft file that comes back', () => {
  let studio: Studio
  let writer: Writer
  let sent = ''
  const texts = async () => (await writer.lines()).map(({ text }) => text)
  const choose = async (item: string) => {
    await writer.page.getByRole('button', { name: 'Actions for Rain' }).click()
    await writer.page.getByRole('menuitem', { name: item }).click()
  }
  const bring = async (...changes: readonly (readonly [string, string])[]) => {
    await choose('Bring back a Final Draft file…')
    const dialog = writer.page.getByRole('dialog')
    const back = changes.reduce((xml, [from, to]) => {
      expect(xml).toContain(from)
      return xml.replace(from, to)
    }, sent)
    const buffer = Buffer.from(back)
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'Rain back.fdx', mimeType: 'application/xml', buffer })
    return dialog
  }

  beforeAll(async () => {
    studio = await openStudio()
    writer = await studio.writer('ann')
    await writer.startScript('Rain')
    await writer.type('INT. HOUSE - DAY')
    await writer.press('Enter')
    await writer.type('Rain falls on the roof.')
    await writer.press('Enter')
    await writer.type('The wind rises.')
    const download = writer.page.waitForEvent('download')
    await choose('Export as Final Draft')
    sent = readFileSync(await (await download).path(), 'utf8')
  })
  afterAll(() => studio.close())

  it('WEB-120 WEB-121 brings in what is new beside what was written since, and names what both changed', async () => {
    await writer.caretAtEndOf(2)
    await writer.type(' It howls.')
    const dialog = await bring(
      ['Rain falls', 'Hard rain falls'],
      ['rises.</Text>', 'rises. It sings.</Text>'],
    )
    await dialog.getByText('2 lines change.').waitFor()
    const conflict = dialog.getByRole('listitem')
    expect(await conflict.innerText()).toContain('INT. HOUSE - DAY')
    expect(await conflict.getByRole('definition').allInnerTexts()).toEqual([
      'It howls.',
      'It sings.',
    ])
    await dialog.getByRole('button', { name: 'Bring it in' }).click()
    await dialog.getByText('One undo takes all of it back.').waitFor()
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    expect(await texts()).toEqual([
      'INT. HOUSE - DAY',
      'Hard rain falls on the roof.',
      'The wind rises. It howls. It sings.',
    ])
  })

  it('WEB-122 one undo takes all of it back', async () => {
    await writer.caretAtEndOf(1)
    await writer.press('Control+z')
    await expect
      .poll(texts)
      .toEqual(['INT. HOUSE - DAY', 'Rain falls on the roof.', 'The wind rises. It howls.'])
  })

  it('WEB-123 a device that did not send it asks for the file as it was sent', async () => {
    await writer.page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase('coldopen-sent')
          request.addEventListener('success', resolve)
          request.addEventListener('error', reject)
        }),
    )
    const dialog = await bring(['>The wind rises.', '>A storm rises.'])
    await dialog.getByText('This device does not remember').waitFor()
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'sent.fdx', mimeType: '', buffer: Buffer.from(sent) })
    await dialog.getByText('Compared with sent.fdx.').waitFor()
    await dialog.getByRole('button', { name: 'Bring it in' }).click()
    await writer.page.keyboard.press('Escape')
    await expect.poll(texts).toContain('A storm rises. It howls.')
  })

  it('WEB-120 no page threw', () => expect(studio.faults()).toEqual([]))
})
