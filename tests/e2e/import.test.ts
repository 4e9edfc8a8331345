import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenplays } from '../support/data.ts'
import { projected } from './support/Log.ts'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

const files = screenplays('**/*.fountain')

/** File names repeat across repositories: uploads carry their whole path, as unique names. */
const uploads = files.map(({ name, bytes }) => ({
  name: name.replaceAll(/[/+]/g, '_'),
  mimeType: 'text/plain',
  buffer: bytes,
}))

/** Tables hold text with plain line ends and no byte order mark; an export gives the file's own back. */
const plain = (bytes: Buffer): string =>
  bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')

describe('importing real screenplays', () => {
  let studio: Studio
  let writer: Writer

  beforeAll(async () => {
    studio = await openStudio()
    writer = await studio.writer('importer')
    await writer.signUp()
    await writer.toLibrary()
  })
  afterAll(() => studio.close())

  it('SHOW-1 every .fountain file is imported, or the report says why not', async () => {
    await writer.page.locator('input[type=file]').first().setInputFiles(uploads)
    const report = writer.page.getByRole('region', { name: 'Import report' })
    await report.getByRole('button', { name: 'Close the report' }).waitFor({ timeout: 240_000 })
    const lines = await report.getByRole('listitem').allInnerTexts()
    expect(lines).toHaveLength(files.length)
    const refused = lines.filter((line) => !line.includes('→'))
    for (const line of refused) expect(line.length).toBeGreaterThan(30)
    expect(refused.length).toBeLessThan(5)
  })

  it('SHOW-1 the tables hold the text of each file as it is', async () => {
    await writer.allSaved()
    await projected(studio.backend)
    const rows = await studio.backend.database.query<{ content: string }>(
      'select content from public.screenplays',
    )
    const stored = new Set(rows.map((row) => row.content))
    const missing = files.filter(({ bytes }) => bytes.length > 0 && !stored.has(plain(bytes)))
    expect(missing.map(({ name }) => name)).toEqual([])
  })

  it('SHOW-1 an imported script reads in the editor as in the file', async () => {
    const upload = uploads.find(({ name }) => name.endsWith('printing_trouble.fountain'))
    if (upload === undefined) throw new Error('printing_trouble.fountain is not in the data')
    const row = writer.page.getByRole('region', { name: 'Import report' })
    await row.getByRole('listitem').filter({ hasText: upload.name }).getByRole('link').click()
    await writer.script.waitFor()
    await expect.poll(async () => (await writer.lines()).length).toBeGreaterThan(100)
    const shown = (await writer.lines()).map((line) => line.text.trim()).filter(Boolean)
    const file = upload.buffer
      .toString('utf8')
      .split('\n')
      .map((line) => line.trim())
    const lost = shown.filter((line) =>
      line.split('\n').some((part) => !file.some((own) => own.includes(part.trim()))),
    )
    expect(shown.length).toBeGreaterThan(100)
    expect(lost).toEqual([])
  })

  it('SHOW-1 no page threw', () => expect(studio.faults()).toEqual([]))
})
