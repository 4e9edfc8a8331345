import { afterAll, beforeAll, it } from 'vitest'
import { startBackend, temporaryFolder, type TestBackend } from '../support/backend.ts'
import { startChromium, type ChromiumProcess } from './support/ChromiumProcess.ts'

const profile = temporaryFolder()
let backend: TestBackend
let chromium: ChromiumProcess

beforeAll(async () => {
  backend = await startBackend()
  chromium = await startChromium(profile.path)
})
afterAll(async () => {
  await chromium.kill()
  await backend.close()
  profile.remove()
})

it('WEB-31 a page left while it makes the database does not keep the next one from opening', async () => {
  const page = chromium.context.pages()[0] ?? (await chromium.context.newPage())
  // The first page's device is slow: making the database takes until the page is gone.
  await page.addInitScript(() => {
    if (sessionStorage.getItem('visited') !== null) return
    sessionStorage.setItem('visited', 'yes')
    const create = IDBDatabase.prototype.createObjectStore
    IDBDatabase.prototype.createObjectStore = function (...asked) {
      const rows = create.apply(this, asked)
      const stay = () => {
        rows.count().addEventListener('success', stay)
      }
      const { dataset } = document.documentElement
      if (dataset['making'] === undefined) stay()
      dataset['making'] = 'database'
      return rows
    }
  })
  await page.goto(backend.url)
  await page.locator('[data-making]').waitFor({ state: 'attached' })
  await page.goto(`${backend.url}/sign-up`)
  await page.getByLabel('E-mail').fill('leaver@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByRole('button', { name: 'Account leaver@example.com' }).waitFor()
})
