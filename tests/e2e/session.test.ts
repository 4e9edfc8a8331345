import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logShape, screenplayOf } from './support/Log.ts'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

describe('a token in a browser', () => {
  let studio: Studio
  let writer: Writer
  beforeAll(async () => {
    studio = await openStudio()
    writer = await studio.writer('late')
    await writer.page.clock.install()
    await writer.signUp()
    await writer.startScript('Late')
    await writer.type('int. train - night')
    await writer.press('Enter')
    await writer.allSaved()
  })
  afterAll(() => studio.close())

  const said = () => writer.lines().then((lines) => lines.at(-1)?.text)

  it('RT-4 that expires while somebody types is renewed under their hands', async () => {
    await writer.type('Before')
    await writer.page.clock.fastForward('02:00:00')
    await writer.type(' and after')
    await writer.page.clock.fastForward('02:00:00')
    await writer.type(' and late.')
    await expect.poll(said).toBe('Before and after and late.')
    await writer.allSaved()
    const document = await screenplayOf(studio.backend, writer.project)
    expect(await logShape(studio.backend, document)).toMatchObject({ dense: true, distinct: true })
  })

  it('ACCT-10 that auth does not renew any more stops nobody from writing: signing in again sends it', async () => {
    const address = writer.address
    await studio.backend.database.query(
      'delete from auth.sessions where user_id = (select id from auth.users where email = $1)',
      [writer.email],
    )
    await writer.page.clock.fastForward('02:00:00')
    await writer.type(' Kept.')
    const indicator = writer.page.getByRole('button', { name: 'Sync: Sign in again' })
    await indicator.waitFor()
    expect(await writer.script.getAttribute('contenteditable')).toBe('true')
    await writer.type(' And more.')
    await indicator.click()
    await writer.page.getByRole('button', { name: 'Sync health', exact: true }).click()
    const panel = writer.page.getByRole('dialog', { name: 'Sync health' })
    await panel.getByText(/on this device because your sign-in has expired/).waitFor()
    await panel.getByRole('link', { name: 'Sign in', exact: true }).click()
    await writer.signIn()
    // The account stays in the bar while its session is over: that somebody is back shows in the address.
    await writer.page.waitForURL(`${studio.origin}/`)
    await writer.goto(address)
    await writer.script.waitFor()
    await expect.poll(said).toBe('Before and after and late. Kept. And more.')
    await writer.allSaved()
    expect(studio.faults()).toEqual([])
  })
})
