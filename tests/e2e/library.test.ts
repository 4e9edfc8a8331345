import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projected } from './support/Log.ts'
import { Shelf } from './support/Shelf.ts'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

const hundred = Array.from({ length: 100 }, (_, at) => `Reel ${at + 1}`)

describe('the library on one device', () => {
  let studio: Studio
  let writer: Writer
  let shelf: Shelf

  beforeAll(async () => {
    studio = await openStudio()
    writer = await studio.writer('kit')
    shelf = new Shelf(writer.page)
    await writer.toLibrary()
    await writer.page.getByRole('button', { name: 'Look at a sample' }).click()
    await writer.script.waitFor()
    await writer.toLibrary()
  })
  afterAll(() => studio.close())

  it('SHOW-8 a sample of our own is there at once, with a script and a scene card', async () => {
    await expect.poll(async () => (await shelf.titles())[0]).toBe('The Last Ferry')
    await shelf.row('The Last Ferry').getByText('1 scene card').waitFor()
  })

  it('WEB-3 renames, duplicates, archives and takes it back', async () => {
    await shelf.choose('The Last Ferry', 'Rename')
    await writer.page.getByLabel('New title for The Last Ferry').fill('The First Ferry')
    await writer.press('Enter')
    await shelf.row('The First Ferry').waitFor()
    await shelf.choose('The First Ferry', 'Duplicate')
    await shelf.row('The First Ferry (copy)').waitFor()
    await shelf.choose('The First Ferry (copy)', 'Archive')
    await expect.poll(() => shelf.titles()).toEqual(['The First Ferry'])
    await writer.page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => shelf.titles()).toContain('The First Ferry (copy)')
    await shelf.choose('The First Ferry (copy)', 'Archive')
    await writer.page.getByRole('button', { name: 'Archived (1)' }).click()
    await expect.poll(() => shelf.titles()).toEqual(['The First Ferry (copy)'])
    await writer.toLibrary()
    await expect.poll(() => shelf.titles()).toEqual(['The First Ferry'])
  })

  it('WEB-11 a menu opens from the keyboard, is walked with arrows and gives the focus back', async () => {
    const button = writer.page.getByRole('button', {
      name: 'Actions for The First Ferry',
      exact: true,
    })
    await button.focus()
    await writer.press('Enter')
    const item = (name: string) => writer.page.getByRole('menuitem', { name })
    const focused = (name: string) =>
      expect.poll(() => item(name).evaluate((entry) => entry === document.activeElement)).toBe(true)
    await focused('Rename')
    await writer.press('ArrowDown')
    await focused('Archive')
    await writer.press('End')
    await focused('Export as Final Draft')
    await writer.press('Escape')
    await item('Rename').waitFor({ state: 'hidden' })
    await expect.poll(() => button.evaluate((it) => it === document.activeElement)).toBe(true)
  })

  it('WEB-25 work that was exported is imported again, beside what is there', async () => {
    await writer.page.getByRole('button', { name: /^Sync: / }).click()
    const [file] = await Promise.all([
      writer.page.waitForEvent('download'),
      writer.page.getByRole('button', { name: 'Export unsynced work' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/\.coldopen\.json$/)
    await writer.press('Escape')
    await writer.page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await file.path())
    const report = writer.page.getByRole('region', { name: 'Import report' })
    await report.getByText('2 scripts imported.').waitFor()
    await report.getByRole('link', { name: 'The First Ferry (restored)' }).click()
    await writer.script.waitFor()
    const restored = await writer.lines()
    await writer.openScript('The First Ferry')
    await writer.sees(restored)
    await writer.toLibrary()
    await shelf.choose('The First Ferry (restored)', 'Archive')
    await expect.poll(() => shelf.titles()).toEqual(['The First Ferry'])
  })

  it('SHOW-8 WEB-23 a hundred projects are drawn from this device before the server is asked', async () => {
    await shelf.import(hundred)
    await writer.page.goto('about:blank')
    await writer.toLibrary()
    await shelf.rows.nth(100).waitFor()
    await writer.page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/config.json')),
    )
    const order = await writer.page.evaluate(() => {
      const [visible] = performance.getEntriesByName('library-visible')
      const asked = performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\/(config\.json|rest\/|auth\/)/.test(name))
        .map(({ startTime }) => startTime)
      return { visible: visible?.startTime, asked: Math.min(...asked) }
    })
    expect(order.visible).toBeLessThan(order.asked)
  })

  it('SHOW-8 the rows are there without any network', async () => {
    await writer.page.waitForFunction(
      () => navigator.serviceWorker.controller?.state === 'activated',
    )
    await writer.offline(true)
    await writer.page.reload()
    await shelf.row('Reel 100').waitFor()
    await shelf.row('Reel 1').waitFor()
    await expect.poll(() => shelf.rows.count()).toBe(101)
    await writer.offline(false)
  })

  it('WEB-3 finds a title by its words, whatever their order and case', async () => {
    const search = writer.page.getByRole('searchbox')
    await search.fill('ferry FIRST')
    await expect.poll(() => shelf.titles()).toEqual(['The First Ferry'])
    await search.fill('')
    await writer.page.getByLabel('Sort by').selectOption({ label: 'Title' })
    await expect.poll(() => shelf.titles()).toEqual([...hundred, 'The First Ferry'])
  })

  it('SHOW-8 no page threw', () => expect(studio.faults()).toEqual([]))
})

describe('the library of an account', () => {
  let studio: Studio
  let writer: Writer
  let shelf: Shelf

  beforeAll(async () => {
    studio = await openStudio()
    writer = await studio.writer('lou')
    shelf = new Shelf(writer.page)
    await writer.toLibrary()
    await shelf.import(['Salt', 'Ash'])
  })
  afterAll(() => studio.close())

  it('SHOW-8 signing in adopts the work of this device', async () => {
    await writer.signUp()
    await writer.toLibrary()
    await writer.allSaved()
    await expect.poll(async () => [...(await shelf.titles())].sort()).toEqual(['Ash', 'Salt'])
    await projected(studio.backend)
    const rows = await studio.backend.database.query<{ content: string; email: string }>(
      `select trim(both e'\\n' from s.content) as content, u.email from public.screenplays s
       join engine.documents d on d.id::text = s.id::text
       join engine.members m on m.project_id = d.project_id and m.role = 'owner'
       join auth.users u on u.id = m.user_id order by 1`,
    )
    const { email } = writer
    expect(rows).toEqual(
      ['Ash', 'Salt'].map((title) => ({ content: `INT. ROOM - DAY\n\n${title} begins.`, email })),
    )
  })

  it('WEB-6 a change says that it is being saved until the server has it', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    await writer.page.route('**/rest/v1/rpc/append_events', async (route) => {
      await held
      await route.continue()
    })
    await shelf.choose('Salt', 'Rename')
    await writer.page.getByLabel('New title for Salt').fill('Sea Salt')
    await writer.press('Enter')
    await shelf.row('Sea Salt').getByText('Saving…').waitFor()
    release()
    await shelf.row('Sea Salt').getByText('Saved', { exact: true }).waitFor()
    await writer.page.unroute('**/rest/v1/rpc/append_events')
    await writer.offline(true)
    await shelf.choose('Sea Salt', 'Rename')
    await writer.page.getByLabel('New title for Sea Salt').fill('Salt')
    await writer.press('Enter')
    await shelf.row('Salt').getByText('Kept here, will sync').waitFor()
    await writer.offline(false)
    await shelf.row('Salt').getByText('Saved', { exact: true }).waitFor()
  })

  it('WEB-24 who signs out takes their projects off this screen, and out of what is remembered', async () => {
    const project = await shelf.row('Salt').getByRole('link').getAttribute('href')
    await writer.signOut()
    await writer.page.getByText('Every film starts on a blank page.').waitFor()
    const left = () => writer.page.evaluate(() => JSON.stringify(localStorage))
    await expect.poll(left).not.toContain('Salt')
    await writer.page.reload()
    await writer.page.getByText('Every film starts on a blank page.').waitFor()
    expect(await writer.page.locator('body').innerText()).not.toContain('Salt')
    await writer.goto(`${studio.origin}${project}`)
    await writer.page.getByText('This script is not among yours.').waitFor()
  })

  it('WEB-24 the next person on this device sees their own work only, and each finds theirs again', async () => {
    const other = `mel-${writer.email}`
    await writer.signUp(other)
    await writer.startScript('Wind')
    await writer.type('int. attic - day')
    await writer.toLibrary()
    await writer.allSaved()
    await expect.poll(() => shelf.titles()).toEqual(['Wind'])
    await writer.signOut()
    await writer.signIn()
    await writer.toLibrary()
    await shelf.row('Salt').waitFor()
    await expect.poll(async () => [...(await shelf.titles())].sort()).toEqual(['Ash', 'Salt'])
    await expect
      .poll(() => writer.page.evaluate(() => JSON.stringify(localStorage)))
      .not.toContain('Wind')
  })

  it('WEB-24 the other windows of this browser follow', async () => {
    const second = await writer.page.context().newPage()
    await second.goto(studio.origin)
    await new Shelf(second).row('Salt').waitFor()
    await writer.signOut()
    await second.getByText('Every film starts on a blank page.').waitFor()
    await expect
      .poll(() => second.evaluate(() => JSON.stringify(localStorage)))
      .not.toContain('Salt')
    await second.close()
    await writer.signIn()
    await writer.toLibrary()
    await shelf.row('Salt').waitFor()
  })

  it('WEB-18 a viewer invited by a link reads and cannot write', async () => {
    await writer.openScript('Salt')
    const link = await writer.invite('Can read')
    const guest = await studio.writer('guest')
    await guest.signUp()
    await guest.accept(link)
    await guest.page.getByText('You can read this script, not change it.').waitFor()
    await expect.poll(() => guest.script.getAttribute('contenteditable')).toBe('false')
    const before = await guest.lines()
    await guest.block(1).click()
    await guest.type('graffiti')
    await writer.caretAtEndOf(1)
    await writer.type(' Slowly.')
    await guest.sees([...before.slice(0, -1), { kind: 'action', text: 'Salt begins. Slowly.' }])
    await guest.toLibrary()
    await new Shelf(guest.page).row('Salt').getByText('read only').waitFor()
  })

  it('SHOW-8 no page threw', () => expect(studio.faults()).toEqual([]))
})
