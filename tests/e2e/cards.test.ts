import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Audit } from './support/Audit.ts'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

const ferry = `# Departure

= Everyone leaves.

INT. FERRY - NIGHT

= Ada waits.

Rain on the windows.

ADA
Are we moving?

# Arrival

EXT. QUAY - DAY

Gulls.

INT. OFFICE - DAY

Nobody.
`

describe('index cards and outline', () => {
  let studio: Studio
  let writer: Writer
  let audit: Audit

  const button = (name: string) => writer.page.getByRole('button', { name, exact: true })
  const cards = () =>
    writer.page
      .getByRole('list', { name: 'Scenes of the script in order' })
      .locator('> li')
      .evaluateAll((all) => all.map((card) => card.getAttribute('aria-label')))

  beforeAll(async () => {
    studio = await openStudio()
    writer = await studio.writer('ada')
    audit = await Audit.on(writer.page)
    await writer.signUp()
    await writer.toLibrary()
    const upload = { name: 'Ferry.fountain', mimeType: 'text/plain', buffer: Buffer.from(ferry) }
    await writer.page.locator('input[type=file]').first().setInputFiles(upload)
    await button('Close the report').click()
    await writer.allSaved()
    await writer.openScript('Ferry')
  })
  afterAll(() => studio.close())

  it('CARDS-1 CARDS-2 CARDS-3 WCAG-1 the script as cards: written on, moved by keys, and gone back from', async () => {
    await button('Cards').click()
    await expect
      .poll(cards)
      .toEqual([
        'Scene 1: INT. FERRY - NIGHT',
        'Scene 2: EXT. QUAY - DAY',
        'Scene 3: INT. OFFICE - DAY',
      ])
    await writer.page.getByLabel('What happens in scene 2').fill('She lands.')
    await button('Move scene 3: arrow keys').focus()
    await writer.press('ArrowLeft')
    await expect
      .poll(cards)
      .toEqual([
        'Scene 1: INT. FERRY - NIGHT',
        'Scene 2: INT. OFFICE - DAY',
        'Scene 3: EXT. QUAY - DAY',
      ])
    await writer.allSaved()
    expect(await audit.violations()).toEqual([])
    await button('Go to scene 3 in the script').click()
    await writer.script.waitFor()
    await expect
      .poll(async () => (await writer.lines()).filter(({ kind }) => kind === 'synopsis'))
      .toEqual([
        { kind: 'synopsis', text: 'Everyone leaves.' },
        { kind: 'synopsis', text: 'Ada waits.' },
        { kind: 'synopsis', text: 'She lands.' },
      ])
  })

  it('CARDS-5 CARDS-6 CARDS-7 WCAG-1 a production card follows its scene, and outlives it', async () => {
    await button('Cards').click()
    await button('Actions for scene 2').click()
    await writer.page.getByRole('menuitem', { name: 'Make a production card' }).click()
    await writer.page.getByRole('link', { name: 'Production card of scene 2' }).click()
    const card = writer.page.getByRole('listitem', { name: 'Scene 1' })
    await card.getByLabel('What we see in scene 1').fill('An empty chair.')
    const scene = card.getByRole('link', { name: 'INT. OFFICE - DAY' })
    await scene.waitFor()
    await writer.allSaved()
    expect(await audit.violations()).toEqual([])
    await scene.click()
    await writer.script.waitFor()
    await button('Cards').click()
    await writer.page.getByLabel('Heading of scene 2').fill('INT. HARBOUR OFFICE - DAY')
    await writer.page.getByRole('link', { name: 'Production card of scene 2' }).click()
    await card.getByRole('link', { name: 'INT. HARBOUR OFFICE - DAY' }).click()
    await writer.script.waitFor()
    const heading = writer.script.getByText('INT. HARBOUR OFFICE - DAY')
    await heading.click()
    await writer.press('End', 'Shift+Home', 'Backspace', 'Backspace')
    await expect
      .poll(async () => (await writer.lines()).some(({ text }) => text.startsWith('INT. HARBOUR')))
      .toBe(false)
    await writer.page.getByRole('link', { name: 'Scenes', exact: true }).click()
    await card.getByText('is not in the script any more').waitFor()
    await expect
      .poll(() => card.getByLabel('What we see in scene 1').inputValue())
      .toBe('An empty chair.')
  })

  it('OUTL-1 OUTL-2 OUTL-3 WCAG-1 sections and scenes as a tree, closed, gone to and moved by keys', async () => {
    await writer.page.getByRole('link', { name: 'Script', exact: true }).click()
    await writer.script.waitFor()
    await button('Outline').click()
    const tree = writer.page.getByRole('tree', { name: 'Outline' })
    const rows = () =>
      tree.locator('[role=treeitem]:not([hidden]) .co-outline-title').allTextContents()
    await expect
      .poll(rows)
      .toEqual(['Departure', 'INT. FERRY - NIGHT', 'Arrival', 'EXT. QUAY - DAY'])
    await tree.getByRole('treeitem', { name: 'Arrival' }).focus()
    await writer.press('ArrowLeft')
    await expect.poll(rows).toEqual(['Departure', 'INT. FERRY - NIGHT', 'Arrival'])
    await writer.press('Alt+ArrowUp')
    await expect.poll(rows).toEqual(['Arrival', 'Departure', 'INT. FERRY - NIGHT'])
    await writer.allSaved()
    expect(await audit.violations()).toEqual([])
    await writer.press('Enter')
    await expect
      .poll(() => writer.script.evaluate((script) => script === document.activeElement))
      .toBe(true)
    await writer.type(' in rain')
    await expect.poll(rows).toEqual(['Arrival in rain', 'Departure', 'INT. FERRY - NIGHT'])
    expect(studio.faults()).toEqual([])
  })
})
