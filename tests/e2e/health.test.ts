import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

const password = 'correct horse battery'

let studio: Studio

const panelOf = ({ page }: Writer) => page.getByRole('dialog', { name: 'Sync health' })

/** Opens the panel from the indicator, by keyboard. */
const openPanel = async (writer: Writer) => {
  await writer.page.getByRole('button', { name: /^Sync: / }).focus()
  await writer.press('Enter')
  await writer.page.getByRole('button', { name: 'Sync health', exact: true }).last().focus()
  await writer.press('Enter')
  await panelOf(writer).waitFor()
}

/** What a download holds. */
const exported = async (writer: Writer, click: () => Promise<void>): Promise<string> => {
  const download = writer.page.waitForEvent('download')
  await click()
  return readFile(await (await download).path(), 'utf8')
}

const script = async (writer: Writer, title: string) => {
  await writer.startScript(title)
  await writer.type('int. vault - night')
  await writer.press('Enter')
  await writer.type('Dust.')
  await writer.allSaved()
}

beforeAll(async () => {
  studio = await openStudio()
})
afterAll(() => studio.close())

describe('the sync health panel', () => {
  let ada: Writer
  beforeAll(async () => {
    ada = await studio.writer('ada')
    await ada.signUp()
    await script(ada, 'Salt')
  })

  it('WEB-70 opens by keyboard over the script, says what is so, and gives the focus back', async () => {
    await openPanel(ada)
    const panel = panelOf(ada)
    await panel.getByText('Everything is on the server.').waitFor()
    await panel
      .getByRole('definition')
      .filter({ hasText: /protocol (\d+); this app: protocol \1/ })
      .waitFor()
    await panel.getByRole('link', { name: 'Salt' }).waitFor()
    const holdsFocus = () => panel.evaluate((it) => it.contains(document.activeElement))
    await expect.poll(holdsFocus).toBe(true)
    for (let step = 0; step < 8; step += 1) {
      await ada.press('Tab')
      await expect.poll(holdsFocus).toBe(true)
    }
    const unnamed = await panel
      .getByRole('button')
      .evaluateAll(
        (buttons) =>
          buttons.filter((one) => !(one.getAttribute('aria-label') ?? one.textContent)?.trim())
            .length,
      )
    expect(unnamed).toBe(0)
    await ada.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await expect
      .poll(() => ada.page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toMatch(/^Sync: /)
  })

  it('WEB-70 opens from the library', async () => {
    await ada.toLibrary()
    await ada.page.getByRole('button', { name: 'Sync health' }).click()
    await panelOf(ada).getByText('Everything is on the server.').waitFor()
    await ada.press('Escape')
  })

  it('WEB-71 says how many changes wait, why and what to do, and takes them out', async () => {
    await ada.openScript('Salt')
    await ada.allSaved()
    await ada.offline(true)
    await ada.caretAtEndOf(1)
    await ada.type(' And salt.')
    await ada.page.getByRole('button', { name: 'Sync: Offline' }).waitFor()
    await openPanel(ada)
    const said = panelOf(ada).getByRole('status')
    await said.getByText(/waits? on this device because the server cannot be reached/).waitFor()
    await said.getByText('Keep writing').waitFor()
    const file = await exported(ada, () =>
      panelOf(ada).getByRole('button', { name: 'Export unsynced work' }).click(),
    )
    expect(file).toContain('Dust. And salt.')
    await panelOf(ada).getByRole('button', { name: 'Try again now' }).click()
    await ada.offline(false)
    await panelOf(ada).getByText('Everything is on the server.').waitFor()
    await ada.press('Escape')
  })

  it('WEB-72 shows members what the server set aside, and why', async () => {
    await studio.backend.database.query(
      `insert into engine.quarantine (doc_id, seq, reason)
       select id, 1, 'Bomb: it decodes to more than it may' from engine.documents
       where project_id = $1 and kind = 'screenplay'`,
      [ada.project],
    )
    await openPanel(ada)
    await panelOf(ada).getByText('1 change was set aside on the server').waitFor()
    await panelOf(ada).getByText('Yours, now', { exact: false }).waitFor()
    await panelOf(ada).getByText('Bomb: it decodes to more than it may').waitFor()
    await ada.press('Escape')
  })
})

describe('a writer who loses their place', () => {
  it('WEB-73 removed in mid-typing, reads only, is told why, and can take out what the server lacks', async () => {
    const host = await studio.writer('host')
    await host.signUp()
    await script(host, 'Tide')
    const guest = await studio.writer('guest')
    await guest.signUp()
    await guest.accept(await host.invite())
    await guest.allSaved()
    const { database } = studio.backend
    const [user] = await database.query<{ id: string }>(
      'select id::text from auth.users where email = $1',
      [guest.email],
    )
    const owner = studio.backend.anonymous()
    await owner.auth.signInWithPassword({ email: host.email, password })
    await guest.caretAtEndOf(1)
    await guest.type(' First')
    const removing = owner.rpc('remove_member', { p_project: host.project, p_user: user?.id })
    const typing = guest.type(' and then some words that may come too late')
    expect((await removing).error).toBeNull()
    await typing
    const notice = guest.page.getByRole('status').filter({ hasText: 'not a member' })
    await notice.waitFor()
    await expect.poll(() => guest.script.getAttribute('contenteditable')).toBe('false')
    const typed = (await guest.lines())[1]?.text ?? ''
    await guest.type('never')
    expect((await guest.lines())[1]?.text).toBe(typed)
    const file = await exported(guest, () =>
      notice.getByRole('button', { name: 'Export this script' }).click(),
    )
    expect(file).toContain(typed)
    const late = await database.query<{ n: number }>(
      `select count(*)::int as n from engine.events e join engine.removals r on r.user_id = e.actor_id
       where e.committed_at > r.removed_at`,
    )
    expect(late).toEqual([{ n: 0 }])
    await guest.page.getByRole('button', { name: /^Sync: Needs you/ }).waitFor()
  })
})

describe('two people on one device', () => {
  it('WEB-74 signing out names what each script lacks on the server; it waits for that account and the next sees nothing of it', async () => {
    const anna = await studio.writer('anna')
    await anna.signUp()
    await script(anna, 'Secret Harbour')
    const address = anna.address
    await anna.offline(true)
    await anna.caretAtEndOf(1)
    await anna.type(' Kept.')
    await anna.page.getByRole('button', { name: 'Sync: Offline' }).waitFor()
    const leaving = async () => {
      await anna.page.getByRole('button', { name: /^Account / }).click()
      await anna.page.getByRole('menuitem', { name: 'Sign out' }).click()
      return anna.page.getByRole('dialog', { name: 'Sign out with unsynced work?' })
    }
    const first = await leaving()
    await first
      .getByRole('listitem')
      .filter({ hasText: /Secret Harbour: \d+ changes?/ })
      .waitFor()
    const file = await exported(anna, () =>
      first.getByRole('button', { name: 'Export unsynced work' }).click(),
    )
    expect(file).toContain('Dust. Kept.')
    await first.getByRole('button', { name: 'Stay signed in' }).click()
    await anna.script.waitFor()
    await (await leaving()).getByRole('button', { name: 'Sign out anyway' }).click()
    await anna.page.getByRole('link', { name: 'Sign in' }).first().waitFor()
    await anna.offline(false)

    const other = `bob-${anna.email}`
    await anna.signUp(other)
    await anna.page.getByRole('heading', { level: 1 }).waitFor()
    await anna.goto(address)
    await anna.page.getByText('not among yours').waitFor()
    await anna.toLibrary()
    await anna.page.getByRole('button', { name: /^Sync: / }).click()
    const shown = await anna.page.evaluate(() => [
      document.documentElement.outerHTML,
      document.title,
      JSON.stringify(Object.entries(localStorage)),
      JSON.stringify(Object.entries(sessionStorage)),
    ])
    for (const text of shown) {
      expect(text).not.toContain('Secret Harbour')
      expect(text.replaceAll(other, '')).not.toContain(anna.email)
      expect(text).not.toContain('Dust')
    }
    await anna.press('Escape')
    await anna.signOut()
    await anna.signIn()
    await anna.openScript('Secret Harbour')
    await anna.sees([
      { kind: 'scene_heading', text: 'int. vault - night' },
      { kind: 'action', text: 'Dust. Kept.' },
    ])
    await anna.allSaved()
  })

  it('WEB-74 no page threw', () => expect(studio.faults()).toEqual([]))
})
