import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locator } from 'playwright-core'
import { Audit } from './support/Audit.ts'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

const ferry = `INT. FERRY - NIGHT

Rain on the windows. [[Ask the harbour office]]

ADA
(low)
Are we moving?

BEN ^
We are not.

# The second part

EXT. QUAY - DAY

Gulls.

CUT TO:

INT. OFFICE - DAY

Nobody.
`

describe('the app as a screen reader meets it', () => {
  let studio: Studio
  let writer: Writer
  let audit: Audit

  const named = (role: 'button' | 'dialog' | 'menu', name: string | RegExp) =>
    writer.page.getByRole(role, { name, exact: true })
  const focused = (it: Locator) =>
    expect.poll(() => it.evaluate((element) => element === document.activeElement)).toBe(true)
  const ask = (button: Locator) => async () => {
    await button.focus()
    await writer.press('Enter')
  }

  /** Opens by a button's Return; it is left by Escape and the button has the focus again. */
  const byButton = async (shown: Locator, button: Locator) => {
    const found = await audit.violationsWithin(shown, ask(button))
    await focused(button)
    expect(found).toEqual([])
  }
  /** Opens by a key within the script, which has the focus again after Escape. */
  const byKey = async (shown: Locator, key: string) => {
    await writer.script.focus()
    const found = await audit.violationsWithin(shown, () => writer.press(key))
    await focused(writer.script)
    expect(found).toEqual([])
  }

  beforeAll(async () => {
    studio = await openStudio()
    writer = await studio.writer('ada')
    audit = await Audit.on(writer.page)
  })
  afterAll(() => studio.close())

  it('WCAG-1 an empty library', async () => {
    await writer.toLibrary()
    await writer.page.getByLabel('Title of the new script').waitFor()
    expect(await audit.violations()).toEqual([])
  })

  it('WCAG-1 the audit sees what is wrong, in both looks', async () => {
    const broken = await writer.page.evaluateHandle(() => {
      const button = document.createElement('button')
      document.querySelector('main')!.append(button)
      return button
    })
    const found = await audit.violations()
    await broken.evaluate((button) => button.remove())
    expect(found.map((one) => one.split(' at ')[0])).toEqual([
      'light: button-name',
      'dark: button-name',
    ])
  })

  it('WCAG-1 signing up', async () => {
    await writer.goto(`${studio.origin}/sign-up`)
    await named('button', 'Create an account').waitFor()
    expect(await audit.violations()).toEqual([])
  })

  it('WCAG-1 a library with scripts', async () => {
    await writer.signUp()
    await writer.toLibrary()
    const upload = { name: 'Ferry.fountain', mimeType: 'text/plain', buffer: Buffer.from(ferry) }
    await writer.page.locator('input[type=file]').first().setInputFiles(upload)
    await writer.page.getByRole('region', { name: 'Import report' }).waitFor()
    const reported = await audit.violations()
    await named('button', 'Close the report').click()
    await named('button', 'New script').waitFor()
    expect([...reported, ...(await audit.violations())]).toEqual([])
  })

  it('WCAG-1 WCAG-2 the menu of a script in the library', async () => {
    await byButton(named('menu', 'Actions for Ferry'), named('button', 'Actions for Ferry'))
  })

  it('WCAG-1 a script in draft view, with the navigator', async () => {
    await writer.openScript('Ferry')
    await writer.page.getByRole('navigation', { name: 'Scenes' }).waitFor()
    await writer.allSaved()
    expect(await audit.violations()).toEqual([])
  })

  it('WCAG-1 WCAG-2 the find bar', async () => {
    await byKey(
      writer.page
        .getByRole('search', { name: 'Find in this screenplay' })
        .getByLabel('Find', { exact: true }),
      'Control+Shift+f',
    )
  })

  it('WCAG-1 WCAG-2 the command palette', async () => {
    await byKey(named('dialog', 'Commands'), 'Control+k')
  })

  it('WCAG-1 WCAG-2 a marked word, its suggestions, and the words of the script', async () => {
    await writer.script.locator('.co-misspelt').waitFor()
    await byKey(named('menu', /^Spelling of/), 'Control+;')
    const dialog = named('dialog', 'Spelling and words of this script')
    const found = await audit.violationsWithin(dialog, async () => {
      await writer.press('Control+k')
      await named('dialog', 'Commands').getByRole('combobox').fill('spelling and words')
      await writer.press('Enter')
    })
    await focused(writer.script)
    expect(found).toEqual([])
  })

  it('WCAG-1 WCAG-2 the shortcut sheet', async () => {
    await byKey(named('dialog', 'Keyboard shortcuts'), 'Control+/')
  })

  it('WCAG-1 WCAG-2 the menu of the status line', async () => {
    await byButton(named('menu', 'View and commands'), named('button', 'View and commands'))
  })

  it('WCAG-1 a script in page view', async () => {
    await named('button', 'Pages').click()
    await named('button', 'Add a title page').waitFor()
    expect(await audit.violations()).toEqual([])
  })

  it('WCAG-1 WCAG-2 the title page, as fields and as a sheet', async () => {
    const fields = named('dialog', 'Title page')
    await byButton(fields, named('button', 'Add a title page'))
    await ask(named('button', 'Add a title page'))()
    await fields.getByLabel('Title', { exact: true }).fill('Night Ferry')
    await writer.press('Escape')
    await fields.waitFor({ state: 'hidden' })
    const sheet = writer.page.getByRole('region', { name: 'Title page' })
    await sheet.getByText('NIGHT FERRY').waitFor()
    await focused(sheet.getByRole('button'))
    expect(await audit.violations()).toEqual([])
  })

  it('WCAG-1 WCAG-2 the print dialog', async () => {
    const button = named('button', 'Actions for Ferry')
    const found = await audit.violationsWithin(named('dialog', 'Print “Ferry”'), async () => {
      await ask(button)()
      await writer.page.getByRole('menuitem', { name: 'Print…' }).focus()
      await writer.press('Enter')
    })
    await focused(button)
    expect(found).toEqual([])
  })

  it('WCAG-1 WCAG-2 the share dialog', async () => {
    await byButton(named('dialog', 'Share “Ferry”'), named('button', 'Share'))
  })

  it('WCAG-1 WCAG-2 the sync panel', async () => {
    await writer.allSaved()
    const button = named('button', 'Sync: All saved')
    const found = await audit.violationsWithin(named('dialog', 'Sync: All saved'), async () => {
      await ask(button)()
      await writer.press('Tab')
    })
    await focused(button)
    expect(found).toEqual([])
  })

  it('WCAG-1 WCAG-2 the sync health panel', async () => {
    const button = named('button', 'Sync: All saved')
    const found = await audit.violationsWithin(named('dialog', 'Sync health'), async () => {
      await ask(button)()
      await named('button', 'Sync health').focus()
      await writer.press('Enter')
    })
    await focused(button)
    expect(found).toEqual([])
  })

  it('WCAG-1 the scenes board, empty and with cards', async () => {
    await writer.page.getByRole('link', { name: 'Scenes', exact: true }).click()
    await writer.page.getByText('No scene cards yet.').waitFor()
    const empty = await audit.violations()
    await named('button', 'Add a scene').click()
    await writer.page.getByLabel('What we see in scene 1').fill('A ferry in the rain.')
    expect([...empty, ...(await audit.violations())]).toEqual([])
  })

  it('WCAG-1 no page threw', () => expect(studio.faults()).toEqual([]))
})
