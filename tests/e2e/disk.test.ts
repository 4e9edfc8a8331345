import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { launch } from '../support/chromium.ts'
import { Disk } from './support/Disk.ts'
import { logShape, projected, screenplayOf, tablesOf } from './support/Log.ts'
import { Writer } from './support/Writer.ts'

const cycles = process.env['COLDOPEN_LONG'] === '1' ? 200 : 50

describe('the disk of a browser', () => {
  let backend: TestBackend
  let browser: Browser
  let context: BrowserContext
  let writer: Writer
  let disk: Disk
  let document: string

  beforeAll(async () => {
    backend = await startBackend()
    browser = await launch()
  })
  afterAll(async () => {
    await browser.close()
    await backend.close()
  })
  beforeEach(async () => {
    context = await browser.newContext()
    disk = await Disk.small(await context.newPage(), backend.url)
    writer = await Writer.arrive('disk', context, backend.url)
    await writer.signUp()
    await writer.startScript('Low Water')
    await writer.type('int. wheelhouse - night')
    await writer.press('Enter')
    await writer.type('Fog.')
    await writer.allSaved()
    document = await screenplayOf(backend, writer.project)
  })
  afterEach(async () => {
    expect(writer.faults).toEqual([])
    await context.close()
  })

  const alert = () => writer.page.getByRole('alert').filter({ hasText: 'This device cannot save' })
  const lastLine = async () => (await writer.lines()).at(-1)?.text
  const write = async (text: string) => {
    await writer.press('Control+End')
    await writer.type(text)
  }
  /** Opens the script anew, from the disk alone. */
  const reopen = async () => {
    await writer.page.reload()
    await writer.script.waitFor()
  }
  /** What everyone will see: each event once, and the words of the screen. */
  const settled = async () => {
    await writer.allSaved()
    await projected(backend)
    expect(await logShape(backend, document)).toMatchObject({ dense: true, distinct: true })
    return (await tablesOf(backend, document)).screenplay.content.trim().split('\n').at(-1)
  }

  it(`STO-22 opening and closing a script ${cycles} times adds no row, writing in it one per opening`, async () => {
    await writer.toLibrary()
    const before = await disk.rows()
    await writer.page.evaluate(async (times) => {
      const until = async (there: () => Element | null) => {
        while (there() === null) await new Promise((frame) => requestAnimationFrame(frame))
      }
      const link = () => window.document.querySelector<HTMLElement>('.project-title a')
      for (let n = 0; n < times; n += 1) {
        await until(link)
        link()?.click()
        await until(() => window.document.querySelector('.co-page [data-kind]'))
        history.back()
        await until(link)
      }
    }, cycles)
    await expect.poll(() => disk.rows()).toEqual(before)
    const openings = 5
    for (let n = 0; n < openings; n += 1) {
      await writer.openScript('Low Water')
      await write(` ${n}`)
      await writer.allSaved()
    }
    await writer.toLibrary()
    const { updates = 0, sessions = 0, ...others } = await disk.rows()
    const { updates: updatesBefore = 0, sessions: sessionsBefore = 0, ...othersBefore } = before
    expect(others).toEqual(othersBefore)
    expect(sessions - sessionsBefore).toBeLessThanOrEqual(openings)
    expect(updates - updatesBefore).toBeLessThanOrEqual(openings * 2)
  })

  it('WEB-60 a full disk is said, stops nobody, and everything is saved once there is room', async () => {
    await disk.fill()
    await write(' Nobody saves this.')
    await alert().waitFor()
    expect(await alert().innerText()).toMatch(
      /space this browser may use is full.*keep this window open/is,
    )
    await writer.page.getByRole('button', { name: 'Sync: Not saved' }).waitFor()
    await write(' Nor this.')
    await expect.poll(lastLine).toBe('Fog. Nobody saves this. Nor this.')
    await writer.page.getByRole('link', { name: /to your scripts/ }).click()
    await writer.page.getByRole('listitem').getByText('Not saved').waitFor()
    await alert().waitFor()
    await writer.page.getByRole('link', { name: 'Low Water' }).click()
    await writer.script.waitFor()
    await expect.poll(lastLine).toBe('Fog. Nobody saves this. Nor this.')
    await disk.free()
    await alert().waitFor({ state: 'detached' })
    await context.setOffline(true)
    await write(' And this.')
    await writer.kept()
    await reopenOffline()
    await expect.poll(lastLine).toBe('Fog. Nobody saves this. Nor this. And this.')
    await context.setOffline(false)
    expect(await settled()).toBe('Fog. Nobody saves this. Nor this. And this.')
  })

  /** Offline a page cannot be loaded here (no service worker); the engine can be started on the disk alone all the same. */
  const reopenOffline = async () => {
    await context.setOffline(false)
    await context.route(/\/(rest|realtime|auth)\//, (route) => route.abort())
    await reopen()
    await context.unroute(/\/(rest|realtime|auth)\//)
  }

  it('WEB-61 what the disk refuses is exported from memory, and the import reads it back', async () => {
    await disk.fill()
    await write(' Only in memory.')
    await alert().waitFor()
    const [file] = await Promise.all([
      writer.page.waitForEvent('download'),
      alert().getByRole('button', { name: 'Export unsynced work' }).click(),
    ])
    const backup = {
      name: file.suggestedFilename(),
      mimeType: 'application/json',
      buffer: readFileSync(await file.path()),
    }
    const other = await browser.newContext()
    const reader = await Writer.arrive('reader', other, backend.url)
    await reader.page.locator('input[type=file]').first().setInputFiles([backup])
    await reader.page.getByRole('button', { name: 'Close the report' }).click()
    await reader.openScript('Low Water')
    await expect
      .poll(async () => (await reader.lines()).map(({ text }) => text))
      .toEqual(['int. wheelhouse - night', 'Fog. Only in memory.'])
    await other.close()
  })

  it('WEB-62 leaving asks while something is unsaved, and only then', async () => {
    const asked: string[] = []
    writer.page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.accept()
    })
    await write(' Saved.')
    await reopen()
    expect(asked).toEqual([])
    await disk.fill()
    await write(' Unsaved.')
    await alert().waitFor()
    await reopen()
    expect(asked).toEqual(['beforeunload'])
    await expect.poll(lastLine).toBe('Fog. Saved.')
  })

  it('STO-20 site data cleared while somebody writes: what is open is on disk again, whole', async () => {
    await context.route(/\/rest\//, (route) => route.abort())
    await write(' Not sent.')
    await disk.clear()
    await write(' After.')
    await writer.kept()
    await expect.poll(async () => (await disk.rows())['documents']).toBeGreaterThan(0)
    await expect.poll(async () => (await disk.rows())['cursors']).toBeGreaterThan(0)
    await context.unroute(/\/rest\//)
    await reopen()
    await expect.poll(lastLine).toBe('Fog. Not sent. After.')
    await writer.signIn()
    await writer.page.waitForURL((url) => url.pathname === '/')
    await writer.openScript('Low Water')
    expect(await settled()).toBe('Fog. Not sent. After.')
  })

  it('STO-20 another connection deletes the database under the app: nothing is lost', async () => {
    await writer.page.evaluate(() => {
      indexedDB.deleteDatabase('coldopen')
    })
    await write(' After.')
    await writer.kept()
    await reopen()
    await expect.poll(lastLine).toBe('Fog. After.')
  })

  it('WEB-63 the sync panel says how the browser keeps the work, and it was asked to once there was some', async () => {
    const fresh = await browser.newContext()
    await fresh.addInitScript(() => {
      const { storage } = navigator
      const persist = storage.persist.bind(storage)
      storage.persist = () => {
        window.document.documentElement.dataset['asked'] = 'yes'
        return persist()
      }
    })
    const newcomer = await Writer.arrive('new', fresh, backend.url)
    const asked = () => newcomer.page.locator('html[data-asked=yes]').count()
    await newcomer.page.getByLabel('Title of the new script').waitFor()
    expect(await asked()).toBe(0)
    await newcomer.startScript('First')
    await expect.poll(asked).toBe(1)
    await newcomer.page.getByRole('button', { name: /^Sync:/ }).click()
    const panel = newcomer.page.getByRole('dialog', { name: /^Sync:/ })
    await panel.getByText(/The browser (?:keeps your work until|may clear this copy)/).waitFor()
    await panel.getByText(/\d.* used; the browser allows up to \d/).waitFor()
    await fresh.close()
  })
})
