import type { Page } from 'playwright-core'
import type { ChromiumProcess } from './ChromiumProcess.ts'

/** How a tab ends after which every key must be there: the page is told, or at least nothing was killed. */
export const gentle = ['tab closed', 'tab asked to close', 'navigated away', 'reloaded'] as const

/** How a tab ends that is told nothing: every key that was reported saved must be there. */
export const violent = ['page crashed', 'renderer killed', 'browser killed'] as const

export type Ending = (typeof gentle)[number] | (typeof violent)[number]

export const isGentle = (ending: Ending): boolean => gentle.some((one) => one === ending)

/** Whether the tab shows another page afterwards. */
export const staysOpen = (ending: Ending): boolean =>
  ending === 'navigated away' || ending === 'reloaded'

/** Ends a page; when this resolves nothing of it runs any more. */
export const endings: {
  readonly [E in Ending]: (page: Page, chromium: ChromiumProcess) => Promise<unknown>
} = {
  'tab closed': (page) => page.close(),
  'tab asked to close': async (page) => {
    const closed = page.waitForEvent('close')
    await page.close({ runBeforeUnload: true })
    await closed
  },
  'navigated away': (page) => page.goto('about:blank'),
  reloaded: (page) => page.reload(),
  'page crashed': async (page) => {
    const crashed = page.waitForEvent('crash')
    const session = await page.context().newCDPSession(page)
    // The page that should answer is the one that crashes.
    void session.send('Page.crash').catch(() => undefined)
    await crashed
  },
  'renderer killed': async (page, chromium) => {
    const crashed = page.waitForEvent('crash')
    await chromium.killRenderers()
    await crashed
  },
  'browser killed': (_page, chromium) => chromium.kill(),
}
