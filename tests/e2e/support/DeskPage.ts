import type { CDPSession, Page } from 'playwright-core'
import { launch } from '../../support/chromium.ts'
import { buildPage } from '../../support/builtPage.ts'

/** What `editor/testing/desk.page.ts` puts on the page. */
interface Desks {
  ada(): readonly string[]
  move(id: string, offset: number): void
  focus(): void
  ben(id: string, offset: number, text?: string): void
}

declare global {
  interface Window {
    readonly desks: Desks
    /** Gives back what `hold` keeps. */
    releaseSelection: () => void
  }
}

/** Ada's script in a real browser, and Ben, who does what he does at an exact moment. */
export class DeskPage {
  readonly page: Page
  readonly #cdp: CDPSession
  readonly #close: () => Promise<void>

  private constructor(page: Page, cdp: CDPSession, close: () => Promise<void>) {
    this.page = page
    this.#cdp = cdp
    this.#close = close
  }

  static async open(): Promise<DeskPage> {
    const built = await buildPage('src/editor/testing/desk.page.ts')
    const browser = await launch()
    const page = await browser.newPage()
    await built.serve(page)
    await page.goto(built.address)
    const cdp = await page.context().newCDPSession(page)
    return new DeskPage(page, cdp, () => browser.close())
  }

  /** Starts anew with the script as it was, the caret nowhere. */
  async anew(): Promise<void> {
    await this.page.reload()
    await this.page.waitForFunction(() => 'desks' in window)
  }

  close(): Promise<void> {
    return this.#close()
  }

  picture(): Promise<readonly string[]> {
    return this.page.evaluate(() => window.desks.ada())
  }

  /** Where a character of a line of Ada's stands on the screen. */
  async at(line: number, offset: number): Promise<{ readonly x: number; readonly y: number }> {
    return this.page
      .locator('[data-kind]')
      .nth(line)
      .evaluate((block, offset) => {
        const range = document.createRange()
        const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode()
        if (text === null) throw new Error('The line holds no text.')
        range.setStart(text, offset)
        const { left, top, height } = range.getBoundingClientRect()
        return { x: left, y: top + height / 2 }
      }, offset)
  }

  async click(line: number, offset: number): Promise<void> {
    const { x, y } = await this.at(line, offset)
    await this.page.mouse.click(x, y)
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key)
  }

  /** From now on the page does not hear where the browser has put the selection, as on a busy machine. */
  async hold(): Promise<void> {
    await this.page.evaluate(() => {
      const late = (event: Event) => event.isTrusted && event.stopImmediatePropagation()
      addEventListener('selectionchange', late, true)
      window.releaseSelection = () => {
        removeEventListener('selectionchange', late, true)
        document.dispatchEvent(new Event('selectionchange'))
      }
    })
  }

  /** The page hears of the selection now. */
  async release(): Promise<void> {
    await this.page.evaluate(() => window.releaseSelection())
  }

  /** Ben puts his caret somewhere and may type; until the next frame is drawn with it. */
  async ben(id: string, offset: number, text = ''): Promise<void> {
    await this.page.evaluate(
      ([id, offset, text]) => {
        window.desks.ben(id, offset, text)
        return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      },
      [id, offset, text] as const,
    )
  }

  /** What an input method shows before the writer has chosen; it is not in the text for good. */
  async compose(text: string): Promise<void> {
    const at = { selectionStart: text.length, selectionEnd: text.length }
    await this.#cdp.send('Input.imeSetComposition', { text, ...at })
  }

  async commit(text: string): Promise<void> {
    await this.#cdp.send('Input.insertText', { text })
  }
}
