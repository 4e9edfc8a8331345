import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Writer } from './support/Writer.ts'

describe('writing without anything else', () => {
  let studio: Studio
  let ada: Writer

  beforeAll(async () => {
    studio = await openStudio()
    ada = await studio.writer('ada')
    await ada.startScript('Long Night')
  })
  afterAll(() => studio.close())

  const run = async (command: string) => {
    await ada.press('Control+k')
    await ada.page.getByRole('dialog').waitFor()
    await ada.type(command)
    await ada.press('Enter')
    await ada.page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  const opacity = (place: string) =>
    ada.page.locator(place).evaluate((element) => getComputedStyle(element).opacity)

  it('EDIT-37 leaves the page alone until the pointer looks for more', async () => {
    await ada.page.mouse.move(640, 400)
    await run('focus')
    await expect.poll(() => opacity('.frame')).toBe('0')
    await expect.poll(() => opacity('.co-status')).toBe('0')
    expect(await ada.page.getByRole('navigation', { name: 'Scenes' }).count()).toBe(0)
    await ada.page.locator('.frame').hover()
    await expect.poll(() => opacity('.frame')).toBe('1')
    await ada.page.mouse.move(640, 400)
    await run('focus')
    await expect.poll(() => opacity('.frame')).toBe('1')
  })

  it('EDIT-38 keeps the line at one height', async () => {
    await run('typewriter')
    const heights = new Set<number>()
    for (let line = 0; line < 70; line += 1) {
      await ada.type('x')
      await ada.press('Enter', 'Enter')
      if (line < 50) continue
      const top = await ada.page.evaluate(() => {
        const node = getSelection()?.focusNode
        const element = node instanceof Element ? node : node?.parentElement
        return element?.getBoundingClientRect().top ?? -1
      })
      heights.add(Math.round(top / 20))
    }
    expect(heights.size).toBeLessThanOrEqual(2)
    expect(Math.max(...heights) * 20).toBeLessThan(0.6 * (ada.page.viewportSize()?.height ?? 0))
    expect(studio.faults()).toEqual([])
  })
})
