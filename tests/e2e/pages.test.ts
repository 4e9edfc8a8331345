import { readFountain } from '@coldopen/core/fountain'
import { draftBlocks, makePaginator, pageLines, profiles } from '@coldopen/core/page'
import { textOf } from '@coldopen/core/screenplay'
import { Result } from 'effect'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenplays } from '../support/data.ts'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

/** Letters only: how a line is wrapped and what is marked besides is not asked here. */
const letters = (text: string): string =>
  text.replaceAll("(CONT'D)", '').replaceAll(/\s/gu, '').toUpperCase()

const printedPages = (source: string): readonly string[] => {
  const profile = profiles['fd-letter']
  const { blocks } = Result.getOrThrow(readFountain(source))
  return makePaginator(profile)
    .update(draftBlocks(blocks))
    .map((page) =>
      letters(
        pageLines(page, profile)
          .filter(({ of }) => of !== null)
          .map(({ runs }) => textOf(runs))
          .join(''),
      ),
    )
}

/** The text of each sheet on the screen. */
const sheets = async ({ script }: Writer): Promise<readonly string[]> => {
  const pages = await script.evaluate((root) => {
    const found = ['']
    const unprinted = new Set(['section', 'synopsis', 'note', 'boneyard', 'page_break'])
    for (const block of root.querySelectorAll<HTMLElement>('[data-kind]')) {
      if (unprinted.has(block.dataset['kind'] ?? '')) continue
      if (block.classList.contains('co-sheet-above')) found.push('')
      const walker = document.createTreeWalker(block)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node instanceof HTMLElement && node.classList.contains('co-sheet-within'))
          found.push('')
        if (node instanceof Text) found.push((found.pop() ?? '') + node.data)
      }
    }
    return found
  })
  return pages.map(letters)
}

const sentence = 'Rain falls on the roof of the house by the river. '
const parted = `INT. HOUSE - NIGHT\n\n${sentence.repeat(80).trim()}\n\nADA\n${sentence.repeat(12).trim()}\n`

const caretTop = ({ page }: Writer): Promise<number> =>
  page.evaluate(() => getSelection()!.getRangeAt(0).getClientRects()[0]?.top ?? Number.NaN)

describe('pages while writing', () => {
  let studio: Studio
  let writer: Writer
  const { bytes } = screenplays('**/my_living_memory.fountain')[0]!

  const load = async (name: string, source: Buffer): Promise<void> => {
    await writer.toLibrary()
    const upload = { name, mimeType: 'text/plain', buffer: source }
    await writer.page.locator('input[type=file]').first().setInputFiles(upload)
    const report = writer.page.getByRole('region', { name: 'Import report' })
    await report.getByRole('link').first().click()
    await writer.script.waitFor()
  }
  const show = (name: 'Draft' | 'Pages') =>
    writer.page.getByRole('button', { name, exact: true }).click()

  beforeAll(async () => {
    studio = await openStudio()
    writer = await studio.writer('paige')
    await load('memory.fountain', bytes)
  })
  afterAll(() => studio.close())

  it('VIEW-1 VIEW-4 VIEW-5 every sheet holds what the PDF prints on that page', async () => {
    await show('Pages')
    const printed = printedPages(bytes.toString('utf8'))
    await expect.poll(() => sheets(writer)).toEqual(printed)
    await writer.page.getByText(`Page 1 of ${printed.length}`, { exact: true }).waitFor()
  })

  it('VIEW-4 VIEW-7 sheets are as long as the paper, and the script as high as if all of it were laid out', async () => {
    const measured = await writer.script.evaluate((root) => {
      const before = root.getBoundingClientRect().height
      for (const scene of root.querySelectorAll<HTMLElement>('.co-scene'))
        scene.style.contentVisibility = 'visible'
      const after = root.getBoundingClientRect().height
      const top = root.getBoundingClientRect().top
      const ends = [...root.querySelectorAll<HTMLElement>('.co-sheet-above, .co-sheet-within')].map(
        (mark) => {
          const box = mark.getBoundingClientRect()
          const read = (name: string) => Number(mark.style.getPropertyValue(name)) * 16
          const start = mark.tagName === 'P' ? box.top - read('--co-before') : box.top
          return start + read('--co-foot') - top
        },
      )
      for (const scene of root.querySelectorAll<HTMLElement>('.co-scene'))
        scene.style.contentVisibility = ''
      return { before, after, ends }
    })
    expect(Math.abs(measured.after - measured.before)).toBeLessThan(2)
    measured.ends.forEach((end, i) =>
      expect(Math.abs(end - (66 + i * 68) * 16), `sheet ${i + 1}`).toBeLessThan(2),
    )
  })

  it('VIEW-3 VIEW-10 draft view crosses the text with one line a page, and the choice outlives the page', async () => {
    await show('Draft')
    const count = printedPages(bytes.toString('utf8')).length - 1
    const labels = writer.script.locator('[data-label]')
    await expect.poll(() => labels.count()).toBe(count)
    await show('Pages')
    await writer.page.reload()
    await writer.script.waitFor()
    await expect.poll(() => writer.script.locator('.co-sheet-above').count()).toBeGreaterThan(0)
  })

  it('VIEW-9 scene numbers stand at both edges: the own one, else the place; none when switched off', async () => {
    await load(
      'numbered.fountain',
      Buffer.from('INT. A - DAY #7A#\n\nOne.\n\nINT. B - DAY\n\nTwo.\n'),
    )
    const scenes = writer.script.locator('.co-scene-numbered')
    const numbers = (edge: string) =>
      scenes.evaluateAll(
        (all, edge) => all.map((scene) => getComputedStyle(scene, edge).content),
        edge,
      )
    expect(await numbers('::before')).toEqual(['"7A"', 'counter(scene)'])
    expect(await numbers('::after')).toEqual(['"7A"', 'counter(scene)'])
    await writer.page.evaluate(() => localStorage.setItem('coldopen.sceneNumbers', 'off'))
    await writer.page.reload()
    await scenes.first().waitFor()
    expect(await numbers('::before')).toEqual(['none', 'none'])
    await writer.page.evaluate(() => localStorage.removeItem('coldopen.sceneNumbers'))
  })

  it('VIEW-6 the arrow keys cross the desk between two sheets, and what is typed stands where the caret is', async () => {
    await load('parted.fountain', Buffer.from(parted))
    await show('Pages')
    const gap = writer.script.locator('.co-sheet-within').first()
    await gap.scrollIntoViewIfNeeded()
    const box = (await gap.boundingBox())!
    await writer.page.mouse.click(box.x + 120, box.y - 8)
    await expect.poll(() => caretTop(writer)).toBeLessThan(box.y)
    await writer.press('ArrowDown')
    await expect.poll(() => caretTop(writer)).toBeGreaterThan(box.y + box.height - 4)
    await writer.press('ArrowUp')
    await expect.poll(() => caretTop(writer)).toBeLessThan(box.y)
    await writer.press('End', 'ArrowRight', 'ArrowRight')
    await writer.type('Zz')
    const text = (await writer.lines())[1]!.text
    expect(text).toMatch(/river\. (?:Ra?)?Zz/u)
    await writer.press('Backspace', 'Backspace', 'Delete')
    const after = (await writer.lines())[1]!.text
    expect(after).toHaveLength(text.length - 3)
  })

  it('VIEW-2 VIEW-8 a page more is told after one has typed a page', async () => {
    await writer.page.getByText(/of 2$/u).waitFor()
    await writer.press('Control+End')
    for (let i = 0; i < 8; i += 1) await writer.page.keyboard.insertText(sentence.repeat(10))
    await writer.page.getByText(/^Page (?:[4-9]) of (?:[4-9])$/u).waitFor()
    const told = await writer.page.getByText(/^Page \d of \d$/u).innerText()
    const [, page, of] = /^Page (\d) of (\d)$/u.exec(told) ?? []
    expect(page).toBe(of)
  })

  it('CMD-2 CMD-4 VIEW-11 the palette puts two speeches side by side and gives the focus back', async () => {
    await load('two.fountain', Buffer.from('INT. A - DAY\n\nADA\nYes, I do.\n\nBEN\nNo.\n'))
    await writer.caretAtEndOf(4)
    await writer.press('Control+k')
    const palette = writer.page.getByRole('dialog', { name: 'Commands' })
    await palette.getByRole('combobox').waitFor()
    await writer.type('dual')
    await palette.getByRole('option', { name: /Dual dialogue.*Ctrl\+Alt\+D/u }).waitFor()
    await writer.press('Enter')
    await palette.waitFor({ state: 'hidden' })
    const top = async (line: number) => (await writer.block(line).boundingBox())!.y
    await expect.poll(async () => Math.abs((await top(1)) - (await top(3)))).toBeLessThan(1)
    await writer.type(' Never.')
    expect((await writer.lines())[4]!.text).toBe('No. Never.')
    await writer.press('Control+z')
    await writer.press('Control+z')
    await expect.poll(async () => (await top(3)) - (await top(1))).toBeGreaterThan(20)
  })

  it('CMD-1 the list of shortcuts tells the keys, and Escape goes back to the script', async () => {
    await writer.press('Control+/')
    const sheet = writer.page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByText('Ctrl+Shift+X').waitFor()
    await writer.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await expect
      .poll(() => writer.script.evaluate((script) => script === document.activeElement))
      .toBe(true)
  })

  it('TITLE-1 TITLE-2 TITLE-3 the title page is written in fields and stands before page 1', async () => {
    await show('Pages')
    await writer.page.getByRole('button', { name: 'Add a title page' }).click()
    const fields = writer.page.getByRole('dialog', { name: 'Title page' })
    await fields.getByLabel('Title', { exact: true }).fill('Night Ferry')
    await fields.getByLabel('Authors').fill('Ada Lee')
    await writer.press('Escape')
    const sheet = writer.page.getByRole('region', { name: 'Title page' })
    await sheet.getByText('NIGHT FERRY').waitFor()
    await sheet.getByText('Ada Lee').waitFor()
    const [title, script] = [(await sheet.boundingBox())!, (await writer.script.boundingBox())!]
    expect(title.y + title.height).toBeLessThan(script.y)
    expect(Math.abs(title.width - script.width)).toBeLessThan(2)
    await writer.page.getByText('Page 1 of 1', { exact: true }).waitFor()
  })

  it('CMD-1 the menu of the status line stands on its own ground', async () => {
    await writer.page.getByRole('button', { name: 'View and commands' }).click()
    const menu = writer.page.getByRole('menu', { name: 'View and commands' })
    await menu.getByRole('menuitem', { name: /Bold/u }).waitFor()
    expect(await menu.evaluate((list) => getComputedStyle(list).backgroundColor)).not.toMatch(
      /rgba\(.*, 0\)/u,
    )
    await menu.getByRole('menuitem', { name: /Hide scene numbers/u }).click()
    await menu.waitFor({ state: 'hidden' })
    await expect.poll(() => writer.page.locator('[data-numbers=off]').count()).toBe(1)
  })

  it('VIEW-1 no page threw', () => expect(studio.faults()).toEqual([]))
})
