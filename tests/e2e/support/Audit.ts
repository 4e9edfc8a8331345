import type { RunOptions } from 'axe-core'
import { createRequire } from 'node:module'
import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'

/** axe-core for the browser: it leaves `axe` on the window. */
const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
}

const looks = ['light', 'dark'] as const

/** Asks axe what a screen reader, a keyboard or weak eyes would miss on a page. */
export class Audit {
  readonly #page: Page

  private constructor(page: Page) {
    this.#page = page
  }

  /** From the next address on; the browser brings axe into each page itself, past the page's policy for scripts. */
  static async on(page: Page): Promise<Audit> {
    await page.addInitScript({ path: script })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    return new Audit(page)
  }

  /** What is wrong with the page as it stands, in light and in dark: the rule, where, and why. */
  async violations(): Promise<readonly string[]> {
    const found: string[] = []
    for (const look of looks) {
      await this.#page.emulateMedia({ colorScheme: look })
      const { violations } = await this.#page.evaluate(async (wanted) => {
        const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
        do {
          await frame()
          await frame()
        } while (document.getAnimations().some(({ playState }) => playState === 'running'))
        return window.axe.run(document, wanted)
      }, options)
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          found.push(`${look}: ${id} at ${target.join(' ')}: ${failureSummary ?? ''}`)
    }
    return found
  }

  /** What is wrong while something is open that Escape leaves, with the focus going back to where it was. */
  async violationsWithin(shown: Locator, open: () => Promise<void>): Promise<readonly string[]> {
    await open()
    await shown.waitFor()
    await expect.poll(() => shown.evaluate((it) => it.contains(document.activeElement))).toBe(true)
    const found = await this.violations()
    await this.#page.keyboard.press('Escape')
    await shown.waitFor({ state: 'hidden' })
    return found
  }
}

declare global {
  interface Window {
    readonly axe: typeof import('axe-core')
  }
}
