import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, temporaryFolder, type TestBackend } from '../support/backend.ts'
import { startChromium, type ChromiumProcess } from './support/ChromiumProcess.ts'
import { logShape, projected, replay, screenplayOf, tablesOf } from './support/Log.ts'
import { Writer } from './support/Writer.ts'

const offlineEdits = 200

describe('a browser that goes offline and is killed', () => {
  const profile = temporaryFolder()
  let backend: TestBackend
  let chromium: ChromiumProcess
  let writer: Writer
  let address: string
  let document: string
  let owner: Writer

  beforeAll(async () => {
    backend = await startBackend()
    chromium = await startChromium(profile.path)
    writer = await Writer.arrive('train', chromium.context, backend.url)
    await writer.signUp()
    owner = writer
    await writer.startScript('Night Train')
    await writer.type('int. sleeper - night')
    await writer.press('Enter')
    await writer.type('Online.')
    await writer.allSaved()
    address = writer.address
    document = await screenplayOf(backend, writer.project)
    await writer.page.waitForFunction(
      () => navigator.serviceWorker.controller?.state === 'activated',
    )
  })
  afterAll(async () => {
    await chromium.kill()
    await backend.close()
    profile.remove()
  })

  it('SHOW-3 keeps 200 edits made offline through kill -9, takes more, and logs each exactly once', async () => {
    const before = await logShape(backend, document)
    await writer.offline(true)
    for (let edit = 0; edit < offlineEdits; edit += 1) await writer.type(` e${edit}`)
    const lastLine = async () => (await writer.lines()).at(-1)?.text
    await expect.poll(lastLine).toMatch(new RegExp(` e${offlineEdits - 1}$`))
    const typed = await lastLine()
    await writer.page.getByRole('button', { name: 'Sync: Offline' }).waitFor()
    await writer.kept()
    await chromium.kill()

    chromium = await startChromium(profile.path)
    writer = await Writer.arrive('train', chromium.context, 'about:blank')
    await writer.offline(true)
    await writer.goto(address)
    await writer.script.waitFor()
    await expect.poll(lastLine).toBe(typed)
    await writer.caretAtEndOf(1)
    await writer.press('Control+End')
    await writer.type(' after the crash')
    await writer.page.getByRole('button', { name: 'Sync: Offline' }).waitFor()
    expect(await logShape(backend, document)).toEqual(before)
    await writer.offline(false)
    await writer.allSaved()

    await projected(backend)
    const { screenplay } = await tablesOf(backend, document)
    const edits = Array.from({ length: offlineEdits }, (_, n) => `e${n}`).join(' ')
    expect(screenplay.content.trim()).toBe(
      `Title: Night Train\n\nint. sleeper - night\n\nOnline. ${edits} after the crash`,
    )
    expect(await logShape(backend, document)).toMatchObject({ dense: true, distinct: true })
    expect(await replay(backend, document, owner)).toMatch(/same as the read models/i)
    expect(writer.faults).toEqual([])
  })
})
